import type { JsonObject, ResourceType } from './index.js';
import {
  DEFAULT_PROJECTION,
  defineAttribute,
  defineComplex,
  defineList,
  projectResource,
  readProjection,
} from './index.js';

const DEVICE_URN = 'urn:example:schemas:2.0:Device';
const OWNER_URN = 'urn:example:schemas:2.0:Owner';

/** Core User has only attributes that are returned by default or always. */
const DEVICE: ResourceType = {
  name: 'Device',
  description: 'A device',
  endpoint: '/Devices',
  schema: {
    id: DEVICE_URN,
    name: 'Device',
    description: 'A device',
    attributes: [
      defineAttribute('serial', 'Always shown.', { returned: 'always' }),
      defineAttribute('model', 'Shown by default.'),
      defineAttribute('history', 'Shown on request.', { returned: 'request' }),
      defineAttribute('key', 'Never shown.', { returned: 'never' }),
      defineAttribute('pin', 'Can only be written.', { mutability: 'writeOnly' }),
      defineComplex('network', 'Has parts of each kind.', [
        defineAttribute('host', 'Shown by default.'),
        defineAttribute('log', 'Shown on request.', { returned: 'request' }),
        defineAttribute('secret', 'Never shown.', { returned: 'never' }),
      ]),
      defineComplex('vault', 'Has hidden parts only.', [
        defineAttribute('code', 'Never shown.', { returned: 'never' }),
      ]),
      defineList(
        'events',
        'Shown on request.',
        [
          defineAttribute('value', 'A text.'),
          defineAttribute('code', 'Can only be written.', { mutability: 'writeOnly' }),
        ],
        { returned: 'request' },
      ),
    ],
  },
  extensions: [
    {
      required: false,
      schema: {
        id: OWNER_URN,
        name: 'Owner',
        description: 'The owner',
        attributes: [
          defineAttribute('number', 'Always shown.', { returned: 'always' }),
          defineAttribute('name', 'Shown by default.'),
          defineAttribute('note', 'Never shown.', { returned: 'never' }),
        ],
      },
    },
  ],
};

const device = {
  schemas: [DEVICE_URN, OWNER_URN],
  id: 'D1',
  serial: 's',
  model: 'm',
  history: 'h',
  key: 'k',
  pin: 'p',
  network: { host: 'n', log: 'l', secret: 's' },
  vault: { code: 'c' },
  events: [{ value: 'v', code: 'c' }, { code: 'c' }],
  [OWNER_URN]: { number: '7', name: 'o', note: 'x' },
};
const always = { schemas: device.schemas, id: 'D1', serial: 's', [OWNER_URN]: { number: '7' } };

describe('projectResource', () => {
  // RFC 7643 section 7, "returned": always, default, request, never; writeOnly is never shown either.
  it('shows by default what is returned always and by default', () => {
    expect(projectResource(DEVICE, device, DEFAULT_PROJECTION)).toEqual({
      ...always,
      model: 'm',
      network: { host: 'n' },
      [OWNER_URN]: { number: '7', name: 'o' },
    });
  });

  it.each<[string, JsonObject]>([
    ['model', { model: 'm' }],
    ['history', { history: 'h' }],
    ['events', { events: [{ value: 'v' }] }],
    ['events.value', { events: [{ value: 'v' }] }],
    ['network.log', { network: { log: 'l' } }],
    ['network', { network: { host: 'n', log: 'l' } }],
    ['key', {}],
    ['pin', {}],
    ['network.secret', {}],
    ['vault', {}],
    ['events.code', {}],
    [`${OWNER_URN}:note`, {}],
    [OWNER_URN, { [OWNER_URN]: { number: '7', name: 'o' } }],
    ['serial', {}],
  ])('shows for attributes=%s nothing that is never returned', (attributes, expected) => {
    const projection = readProjection(DEVICE, [attributes], undefined);

    expect(projectResource(DEVICE, device, projection)).toEqual({ ...always, ...expected });
  });

  it.each<[string, JsonObject]>([
    ['serial', { model: 'm', network: { host: 'n' }, [OWNER_URN]: { number: '7', name: 'o' } }],
    ['model', { network: { host: 'n' }, [OWNER_URN]: { number: '7', name: 'o' } }],
    ['network', { model: 'm', [OWNER_URN]: { number: '7', name: 'o' } }],
    ['network.host', { model: 'm', [OWNER_URN]: { number: '7', name: 'o' } }],
    ['history', { model: 'm', network: { host: 'n' }, [OWNER_URN]: { number: '7', name: 'o' } }],
    [`${OWNER_URN}:number`, { model: 'm', network: { host: 'n' }, [OWNER_URN]: { number: '7', name: 'o' } }],
    [OWNER_URN, { model: 'm', network: { host: 'n' } }],
  ])('keeps for excludedAttributes=%s what is always returned', (excluded, expected) => {
    const projection = readProjection(DEVICE, undefined, [excluded]);

    expect(projectResource(DEVICE, device, projection)).toEqual({ ...always, ...expected });
  });
});
