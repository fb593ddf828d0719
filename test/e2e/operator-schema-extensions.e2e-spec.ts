import { OperatorClient } from '../harness/operator-client.js';
import { OPERATOR_KEY, RunningApp } from '../harness/running-app.js';

const ACME = 'urn:ietf:params:scim:schemas:extension:acme:2.0:User';
const BADGE = { name: 'Acme', attributes: [{ name: 'badge' }] };

const DEFAULTS = {
  type: 'string',
  multiValued: false,
  description: '',
  required: false,
  caseExact: false,
  mutability: 'readWrite',
  returned: 'default',
  uniqueness: 'none',
};

describe('/api/v1/operator/tenants/:tenant/schema-extensions', () => {
  let app: RunningApp;
  let operator: OperatorClient;

  beforeAll(async () => {
    app = await RunningApp.start();
    operator = new OperatorClient(app.url, OPERATOR_KEY);
  });
  afterAll(() => app.stop());

  /** A tenant of this name, and the path of its extensions. */
  const extensionsOf = async (slug: string): Promise<string> => {
    await operator.send('post', '/tenants', { slug, name: slug }).expect(201);
    return `/tenants/${slug}/schema-extensions`;
  };

  it('makes, shows, changes and removes an extension', async () => {
    const path = await extensionsOf('life');
    expect((await operator.send('get', path).expect(200)).body).toEqual({ items: [] });

    const { body: made } = await operator.send('put', `${path}/${ACME}`, BADGE).expect(201);
    expect(made).toEqual({
      id: ACME,
      name: 'Acme',
      description: '',
      attributes: [{ name: 'badge', ...DEFAULTS }],
    });
    expect((await operator.send('get', `${path}/${ACME}`).expect(200)).body).toEqual(made);
    expect((await operator.send('get', path).expect(200)).body).toEqual({ items: [made] });

    const { body: changed } = await operator
      .send('put', `${path}/${ACME}`, {
        name: 'Acme 2',
        description: 'More.',
        attributes: [{ name: 'floor' }],
      })
      .expect(200);
    expect(changed).toMatchObject({ name: 'Acme 2', description: 'More.', attributes: [{ name: 'floor' }] });
    expect((await operator.send('get', path).expect(200)).body).toEqual({ items: [changed] });

    await operator.send('delete', `${path}/${ACME}`).expect(204);
    await operator.send('delete', `${path}/${ACME}`).expect(404);
    await operator.send('get', `${path}/${ACME}`).expect(404);
    expect((await operator.send('get', path).expect(200)).body).toEqual({ items: [] });
  });

  it('gives back all that was said, in the order of people, and fills in the rest', async () => {
    const path = await extensionsOf('full');
    const sent = {
      name: 'Acme',
      attributes: [
        { name: 'badge', caseExact: true, uniqueness: 'server', required: true, mutability: 'immutable' },
        { name: 'pin', mutability: 'writeOnly' },
        { name: 'site', type: 'reference', referenceTypes: ['external'] },
        { name: 'grade', type: 'integer', multiValued: true, uniqueness: 'server', returned: 'request' },
        { name: 'seen', type: 'dateTime', mutability: 'readOnly' },
        {
          name: 'desks',
          type: 'complex',
          multiValued: true,
          subAttributes: [
            { name: 'value', description: 'A desk.' },
            { name: 'type', canonicalValues: ['sit', 'stand'] },
            { name: '$ref', type: 'reference' },
          ],
        },
      ],
    };

    const { body, text } = await operator.send('put', `${path}/${ACME}`, sent).expect(201);

    expect(body.attributes).toEqual([
      { ...DEFAULTS, ...sent.attributes[0] },
      { ...DEFAULTS, ...sent.attributes[1], returned: 'never' },
      { ...DEFAULTS, ...sent.attributes[2], caseExact: true },
      { ...DEFAULTS, ...sent.attributes[3] },
      { ...DEFAULTS, ...sent.attributes[4] },
      {
        ...DEFAULTS,
        ...sent.attributes[5],
        subAttributes: [
          { ...DEFAULTS, name: 'value', description: 'A desk.' },
          { ...DEFAULTS, name: 'type', canonicalValues: ['sit', 'stand'] },
          { ...DEFAULTS, name: '$ref', type: 'reference', caseExact: true },
        ],
      },
    ]);
    expect((await operator.send('get', `${path}/${ACME}`).expect(200)).text).toBe(text);
  });

  it('finds an extension by its URN in any case, and keeps the first spelling', async () => {
    const path = await extensionsOf('spelling');
    await operator.send('put', `${path}/${ACME}`, BADGE).expect(201);

    const { body } = await operator
      .send('put', `${path}/${encodeURIComponent(ACME.toUpperCase())}`, { ...BADGE, name: 'Again' })
      .expect(200);

    expect(body).toMatchObject({ id: ACME, name: 'Again' });
    expect((await operator.send('get', path).expect(200)).body.items).toEqual([body]);
    await operator.send('delete', `${path}/${ACME.toLowerCase()}`).expect(204);
  });

  it("does not show, change or remove another tenant's extension", async () => {
    const [mine, other] = [await extensionsOf('mine'), await extensionsOf('theirs')];
    const { body } = await operator.send('put', `${mine}/${ACME}`, BADGE).expect(201);

    expect((await operator.send('get', other).expect(200)).body).toEqual({ items: [] });
    await operator.send('get', `${other}/${ACME}`).expect(404);
    await operator.send('delete', `${other}/${ACME}`).expect(404);
    await operator.send('put', `${other}/${ACME}`, { ...BADGE, name: 'Theirs' }).expect(201);

    expect((await operator.send('get', `${mine}/${ACME}`).expect(200)).body).toEqual(body);
  });

  it.each([
    ['no URN', 'acme'],
    ['one without a name space', 'urn:acme'],
    ['one with a blank', 'urn:acme:2.0:My%20User'],
    ['one with a percent sign', 'urn:acme:%2541:User'],
    ['one with an umlaut', 'urn:acme:%C3%BC:User'],
    ['one with a slash', 'urn:acme:a%2Fb'],
    ['one with a colon at the end', 'urn:acme:2.0:User:'],
    ['one with two colons', 'urn:acme::User'],
    ['a long one', `urn:acme:${'x'.repeat(192)}`],
    ['the core User', 'urn:ietf:params:scim:schemas:core:2.0:User'],
    ['another core schema, with a colon too few', 'urn:ietf:params:scim:schemas:core2.0:Badge'],
    ['a message, in capitals', 'URN:IETF:PARAMS:SCIM:API:messages:2.0:Badge'],
    ['the enterprise extension', 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'],
    [
      'the enterprise extension, with a colon too few',
      'urn:ietf:params:scim:schemas:extension:enterprise:2.0user',
    ],
    ['the path of its attribute', 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department'],
  ])('refuses as a URN %s', async (_case, urn) => {
    await operator.send('post', '/tenants', { slug: 'urns', name: 'URNs' });

    const { body } = await operator
      .send('put', `/tenants/urns/schema-extensions/${urn}`, BADGE)
      .expect(400)
      .expect('Content-Type', /problem\+json/);

    expect(body.errors).toEqual([{ field: 'urn', problem: expect.any(String) }]);
    expect((await operator.send('get', '/tenants/urns/schema-extensions').expect(200)).body.items).toEqual(
      [],
    );
  });

  const attributes = (...list: readonly unknown[]): object => ({ name: 'Acme', attributes: list });
  const complex = (...subAttributes: readonly unknown[]): object =>
    attributes({ name: 'desk', type: 'complex', subAttributes });

  it.each<[unknown, readonly string[]]>([
    [{}, ['name', 'attributes']],
    [{ name: 'Acme', attributes: [] }, ['attributes']],
    [{ name: 'Acme', attributes: { name: 'badge' } }, ['attributes']],
    [{ name: 'Acme', attributes: ['badge'] }, ['attributes', 'attributes.0']],
    [{ name: 'Acme', attributes: [[]] }, ['attributes']],
    [{ name: 'Acme', attributes: [null] }, ['attributes', 'attributes.0']],
    [{ name: '', attributes: [{ name: 'badge' }] }, ['name']],
    [{ ...BADGE, description: 'a\u0000b' }, ['description']],
    [{ ...BADGE, id: ACME }, ['id']],
    [attributes({}), ['attributes.0.name']],
    [
      attributes({ name: 'ok' }, { name: '1st' }, { name: 'a b' }),
      ['attributes.1.name', 'attributes.2.name'],
    ],
    [attributes({ name: 'a.b' }), ['attributes.0.name']],
    [attributes({ name: 'urn:a:b' }), ['attributes.0.name']],
    [attributes({ name: 'x'.repeat(65) }), ['attributes.0.name']],
    [attributes({ name: 'constructor' }), ['attributes.0.name']],
    [attributes({ name: 'ToString' }), ['attributes.0.name']],
    [attributes({ name: '__proto__' }), ['attributes.0.name']],
    [attributes({ name: 'badge' }, { name: 'BADGE' }), ['attributes']],
    [attributes({ name: { toString: 1 } }, { name: ['a'] }), ['attributes.0.name', 'attributes.1.name']],
    [attributes({ name: 'a\n' }), ['attributes.0.name']],
    [[], ['body']],
    [
      attributes({ name: 'a' }, { name: 'b' }, { name: 'c' }, { name: 'd', type: 'text' }),
      ['attributes.3.type'],
    ],
    [attributes({ name: 'a', type: null }), ['attributes.0.type']],
    [attributes({ name: 'a', multiValued: 'true' }), ['attributes.0.multiValued']],
    [attributes({ name: 'a', caseExact: 1 }), ['attributes.0.caseExact']],
    [attributes({ name: 'a', mutability: 'readwrite' }), ['attributes.0.mutability']],
    [attributes({ name: 'a', returned: 'sometimes' }), ['attributes.0.returned']],
    [attributes({ name: 'a', mutability: 'writeOnly', returned: 'default' }), ['attributes.0.returned']],
    [attributes({ name: 'a', mutability: 'readOnly', required: true }), ['attributes.0.required']],
    [attributes({ name: 'a', uniqueness: 'global' }), ['attributes.0.uniqueness']],
    [attributes({ name: 'a', type: 'boolean', uniqueness: 'server' }), ['attributes.0.uniqueness']],
    [attributes({ name: 'a', canonicalValues: 'x' }), ['attributes.0.canonicalValues']],
    [attributes({ name: 'a', canonicalValues: ['x', 'x'] }), ['attributes.0.canonicalValues']],
    [attributes({ name: 'a', canonicalValues: ['x', 1] }), ['attributes.0.canonicalValues']],
    [attributes({ name: 'a', referenceTypes: ['User'] }), ['attributes.0.referenceTypes']],
    [attributes({ name: 'a', maxLength: 7 }), ['attributes.0.maxLength']],
    [attributes({ name: 'a', type: 'complex' }), ['attributes.0.subAttributes']],
    [attributes({ name: 'a', subAttributes: [{ name: 'b' }] }), ['attributes.0.subAttributes']],
    [complex(), ['attributes.0.subAttributes']],
    [complex({ name: 'a' }, { name: 'A' }), ['attributes.0.subAttributes']],
    [complex({ name: 'a', type: 'complex' }), ['attributes.0.subAttributes.0.type']],
    [complex({ name: 'a', subAttributes: [{ name: 'b' }] }), ['attributes.0.subAttributes.0.subAttributes']],
    [complex({ name: 'a', uniqueness: 'server' }), ['attributes.0.subAttributes.0.uniqueness']],
    [complex({ name: 'a' }, { name: '.' }), ['attributes.0.subAttributes.1.name']],
    [attributes(...Array.from({ length: 101 }, (_, index) => ({ name: `a${index}` }))), ['attributes']],
    [
      attributes(...Array.from({ length: 80 }, (_, n) => ({ name: `a${n}`, description: 'x'.repeat(900) }))),
      ['attributes'],
    ],
  ])('names every field that is wrong in %j', async (sent, fields) => {
    await operator.send('post', '/tenants', { slug: 'wrong', name: 'Wrong' });
    const path = '/tenants/wrong/schema-extensions';

    const { body } = await operator.send('put', `${path}/${ACME}`, sent as object).expect(400);

    expect((body.errors as { field: string }[]).map(({ field }) => field)).toEqual(fields);
    expect((await operator.send('get', path).expect(200)).body.items).toEqual([]);
  });

  it('refuses a URN that requests could not tell from another extension', async () => {
    const path = await extensionsOf('alike');
    await operator.send('put', `${path}/${ACME}`, BADGE).expect(201);
    for (const urn of [ACME.replace('2.0:User', '2.0User'), `${ACME}:badge`]) {
      const { body } = await operator.send('put', `${path}/${urn}`, BADGE).expect(409);
      expect(body).toMatchObject({ status: 409, detail: expect.stringContaining(ACME) });
    }
  });

  it('takes 20 extensions of a tenant, also when they come at the same moment', async () => {
    const path = await extensionsOf('many');
    const answers = await Promise.all(
      Array.from({ length: 22 }, (_, index) => operator.send('put', `${path}/urn:acme:${index}:User`, BADGE)),
    );

    expect(answers.map(({ status }) => status).sort()).toEqual([
      ...Array.from({ length: 20 }, () => 201),
      409,
      409,
    ]);
    expect((await operator.send('get', path).expect(200)).body.items).toHaveLength(20);
    const { body } = await operator.send('put', `${path}/${ACME}`, BADGE).expect(409);
    expect(body.detail).toContain('20 schema extensions');
    const [first] = (await operator.send('get', path)).body.items as { id: string }[];
    await operator.send('put', `${path}/${first?.id ?? ''}`, BADGE).expect(200);
  });

  it('answers unknown tenants, verbs and a missing key with a problem', async () => {
    const path = await extensionsOf('verbs');
    await operator.send('get', '/tenants/nobody/schema-extensions').expect(404);
    await operator.send('put', `/tenants/nobody/schema-extensions/${ACME}`, BADGE).expect(404);
    await operator.send('delete', `/tenants/nobody/schema-extensions/${ACME}`).expect(404);
    await operator.send('post', path, BADGE).expect(405).expect('Allow', 'GET, HEAD');
    await operator
      .send('patch', `${path}/${ACME}`, BADGE)
      .expect(405)
      .expect('Allow', 'GET, HEAD, PUT, DELETE');
    await new OperatorClient(app.url, undefined).send('put', `${path}/${ACME}`, BADGE).expect(401);
  });

  it('goes with its tenant', async () => {
    const path = await extensionsOf('going');
    await operator.send('put', `${path}/${ACME}`, BADGE).expect(201);
    await operator.send('delete', '/tenants/going?confirm=going').expect(204);

    expect(await extensionsOf('going')).toBe(path);
    expect((await operator.send('get', path).expect(200)).body).toEqual({ items: [] });
  });
});
