import type { JsonValue, ResourceType, ScimResource } from './index.js';
import {
  DEFAULT_PROJECTION,
  defineAttribute,
  defineComplex,
  defineList,
  ENTERPRISE_USER_URN,
  projectResource,
  readReplacement,
  Tolerance,
  USER_RESOURCE_TYPE,
  USER_URN,
} from './index.js';

const DEVICE_URN = 'urn:example:schemas:2.0:Device';
const OWNER_URN = 'urn:example:schemas:2.0:Owner';

const immutable = { mutability: 'immutable' } as const;
const readOnly = { mutability: 'readOnly' } as const;
const writeOnly = { mutability: 'writeOnly', returned: 'never' } as const;

const DEVICE: ResourceType = {
  name: 'Device',
  description: 'A device',
  endpoint: '/Devices',
  schema: {
    id: DEVICE_URN,
    name: 'Device',
    description: 'A device',
    attributes: [
      defineAttribute('label', 'Required.', { required: true }),
      defineAttribute('note', 'Free.'),
      defineAttribute('tags', 'A free list.', { multiValued: true }),
      defineAttribute('serial', 'Immutable.', immutable),
      defineAttribute('origins', 'An immutable list.', { multiValued: true, ...immutable }),
      defineAttribute('checksum', 'Read-only.', readOnly),
      defineAttribute('pin', 'Write-only.', writeOnly),
      defineAttribute('hint', 'Never shown.', { returned: 'never' }),
      defineAttribute('history', 'Shown when asked for.', { returned: 'request' }),
      defineAttribute('enabled', 'A switch.', { type: 'boolean', keptByPut: true }),
      defineComplex('badge', 'Immutable.', [defineAttribute('number', 'A part.')], immutable),
      defineComplex('owner', 'Parts of each kind.', [
        defineAttribute('value', 'Free.'),
        defineAttribute('since', 'Immutable.', immutable),
        defineAttribute('name', 'Read-only.', readOnly),
        defineAttribute('secret', 'Write-only.', writeOnly),
        defineAttribute('notify', 'A switch.', { type: 'boolean', keptByPut: true }),
      ]),
      defineComplex('state', 'All of it is set by the service.', [
        defineAttribute('color', 'Read-only.', readOnly),
      ]),
      defineList('keys', 'A list.', [
        defineAttribute('value', 'Free.'),
        defineAttribute('type', 'Free.'),
        defineAttribute('display', 'Read-only.', readOnly),
        defineAttribute('code', 'Write-only.', writeOnly),
      ]),
    ],
  },
  extensions: [
    {
      required: false,
      schema: {
        id: OWNER_URN,
        name: 'Owner',
        description: 'An extension',
        attributes: [
          defineAttribute('room', 'Free.'),
          defineAttribute('since', 'Immutable.', immutable),
          defineAttribute('door', 'Write-only.', writeOnly),
          defineAttribute('open', 'A switch.', { type: 'boolean', keptByPut: true }),
        ],
      },
    },
  ],
};

const bare: ScimResource = { schemas: [DEVICE_URN], label: 'a' };
const owner = { value: 'O1', since: '2020', name: 'Jo', secret: 's', notify: false };
const full: ScimResource = {
  schemas: [DEVICE_URN, OWNER_URN],
  label: 'a',
  note: 'n',
  tags: ['t'],
  serial: 's1',
  origins: ['o1', 'o2'],
  checksum: 'c',
  pin: '1234',
  hint: 'h',
  history: 'x',
  enabled: false,
  badge: { number: '1' },
  owner,
  state: { color: 'red' },
  keys: [
    { value: 'k1', type: 'a', display: 'K1', code: '1' },
    { value: 'k1', type: 'b', display: 'K1b' },
  ],
  [OWNER_URN]: { room: '7', since: '2021', door: 'd', open: false },
};

/** What every PUT keeps of the full resource. */
const kept: ScimResource = {
  schemas: [DEVICE_URN, OWNER_URN],
  label: 'a',
  serial: 's1',
  origins: ['o1', 'o2'],
  checksum: 'c',
  pin: '1234',
  hint: 'h',
  history: 'x',
  enabled: false,
  badge: { number: '1' },
  owner: { since: '2020', secret: 's', notify: false },
  [OWNER_URN]: { since: '2021', door: 'd', open: false },
};

function put(current: ScimResource, attributes: object): ScimResource {
  return readReplacement(DEVICE, current, { ...bare, ...attributes }, new Tolerance());
}

describe('readReplacement', () => {
  // RFC 7644 section 3.5.1 (PUT-5, PUT-8, PUT-16, A-26, A-34).
  it('clears what the body leaves out, except for what the client could not know or must not switch', () => {
    const { state, ...rest } = put(full, {});

    expect(rest).toEqual(kept);
    expect(state).toEqual({ color: 'red' });
  });

  it.each<[string, JsonValue]>([
    ['note', null],
    ['note', ''],
    ['tags', []],
    ['tags', null],
    ['keys', []],
    ['serial', null],
    ['origins', []],
    ['badge', null],
    ['badge', {}],
    // A client that writes nulls does not switch anything by that (RFC 7643 section 2.5).
    ['enabled', null],
    ['ENABLED', ''],
    [OWNER_URN, {}],
  ])('takes %s with %j as left out', (name, value) => {
    expect(put(full, { [name]: value })).toEqual({ ...kept, state: full.state });
  });

  it.each<[object, object]>([
    [{ pin: null }, { pin: undefined }],
    [{ history: null }, { history: undefined }],
    [{ owner: null }, { owner: { since: '2020', notify: false } }],
    [{ owner: { SECRET: null } }, { owner: { since: '2020', notify: false } }],
    [
      { schemas: [DEVICE_URN, OWNER_URN], [OWNER_URN]: null },
      { [OWNER_URN]: { since: '2021', open: false } },
    ],
    [{ [OWNER_URN]: { door: null } }, { [OWNER_URN]: { since: '2021', open: false } }],
  ])('clears what is emptied by name: %j', (attributes, expected) => {
    expect(put(full, attributes)).toEqual({ ...kept, state: full.state, ...expected });
  });

  it.each<[object, object]>([
    [{ enabled: true }, { enabled: true }],
    [{ pin: '9' }, { pin: '9' }],
    [{ tags: ['u', 'v'] }, { tags: ['u', 'v'] }],
    [{ serial: 's1', origins: ['o1', 'o2'] }, {}],
    [{ badge: { number: '1' } }, {}],
    [{ owner: { value: 'O1' } }, { owner }],
    [{ owner: { value: 'O1', since: '2020', notify: true } }, { owner: { ...owner, notify: true } }],
    [{ owner: 'O2' }, { owner: { since: '2020', secret: 's', notify: false, value: 'O2' } }],
    [
      { keys: [{ value: 'k1', type: 'a' }, { value: 'k2' }] },
      { keys: [{ value: 'k1', type: 'a', display: 'K1', code: '1' }, { value: 'k2' }] },
    ],
    [
      { keys: [{ value: 'k1', type: 'a', code: '2' }] },
      { keys: [{ value: 'k1', type: 'a', display: 'K1', code: '2' }] },
    ],
    [{ [OWNER_URN]: { room: '8' } }, { [OWNER_URN]: { room: '8', since: '2021', door: 'd', open: false } }],
  ])('replaces what is sent: %j', (attributes, expected) => {
    expect(put(full, attributes)).toEqual({ ...kept, state: full.state, ...expected });
  });

  // PUT-7: an immutable attribute that has no value yet may get one, and never another one.
  it.each<[string, JsonValue]>([
    ['serial', 's2'],
    ['origins', ['o2', 'o1']],
    ['badge', { number: '2' }],
    ['owner', { since: '2019' }],
    [OWNER_URN, { since: '2019' }],
  ])('sets the immutable %s once and refuses another value: %j', (name, value) => {
    expect(put(bare, { [name]: value })).toMatchObject({ [name]: value });
    expect(() => put(full, { [name]: value })).toThrow(
      expect.objectContaining({ status: 400, scimType: 'mutability' }),
    );
  });

  // PUT-9.
  it('ignores what is read-only', () => {
    const sent = { id: 'x', meta: { version: 'y' }, checksum: 'z', owner: { value: 'O1', name: 'Other' } };

    expect(put(full, sent)).toEqual({ ...kept, state: full.state, owner });
    expect(put(bare, { ...sent, owner: null })).toEqual(bare);
  });

  // PUT-10.
  it.each([{ label: undefined }, { label: null }, { label: '' }])('misses what is required: %j', (label) => {
    expect(() => put(full, label)).toThrow(
      expect.objectContaining({ status: 400, scimType: 'invalidValue' }),
    );
  });

  it('takes back what a GET has shown, with nothing changed', () => {
    const shown = projectResource(
      DEVICE,
      { ...full, id: '7', meta: { resourceType: 'Device', version: 'W/"1"' } },
      DEFAULT_PROJECTION,
    );

    expect(shown).not.toHaveProperty('pin');
    expect(readReplacement(DEVICE, full, shown, new Tolerance('strict'))).toEqual(full);
    expect(readReplacement(DEVICE, full, shown)).toEqual(full);
  });

  it('takes a user back, with its groups and manager', () => {
    const user: ScimResource = {
      schemas: [USER_URN, ENTERPRISE_USER_URN],
      userName: 'jo',
      active: true,
      name: { givenName: 'Jo' },
      emails: [{ value: 'a', type: 'work', primary: true }],
      [ENTERPRISE_USER_URN]: { manager: { value: 'M1' }, department: 'd' },
    };
    const shown = {
      ...user,
      id: '7',
      meta: { resourceType: 'User' },
      groups: [{ value: 'G1', display: 'G', type: 'direct' }],
      [ENTERPRISE_USER_URN]: { manager: { value: 'M1', displayName: 'Mo' }, department: 'd' },
    };

    expect(readReplacement(USER_RESOURCE_TYPE, user, shown)).toEqual(user);
    expect(readReplacement(USER_RESOURCE_TYPE, user, { schemas: [USER_URN], USERNAME: 'jo' })).toEqual({
      schemas: [USER_URN],
      userName: 'jo',
      active: true,
    });
  });

  it('reads in the dialect of the tenant', () => {
    const body = { ...bare, enabled: 'False' };
    const tolerance = new Tolerance();

    expect(readReplacement(DEVICE, full, body, tolerance).enabled).toBe(false);
    expect(tolerance.deviations).toEqual(['boolean-as-text']);
    expect(() => readReplacement(DEVICE, full, body, new Tolerance('strict'))).toThrow(
      expect.objectContaining({ scimType: 'invalidValue' }),
    );
  });
});
