import type { JsonValue, ScimResource } from '@flosum/scim-schema';
import { PATCH_OP_URN, USER_RESOURCE_TYPE, USER_URN } from '@flosum/scim-schema';
import { applyPatch, prepareOperations, readOperations } from './index.js';

const bare: ScimResource = { schemas: [USER_URN], userName: 'jane@contoso.com' };

describe('a PATCH of a list as Entra ID sends it', () => {
  // Quirk Q5: a filtered path on a missing value makes it, from the equalities of the filter.
  it.each<[string, object]>([
    [
      '{"op":"Replace","path":"phoneNumbers[type eq \\"mobile\\"].value","value":"+41 44 000 00 00"}',
      { phoneNumbers: [{ type: 'mobile', value: '+41 44 000 00 00' }] },
    ],
    [
      '{"op":"Add","path":"phoneNumbers[type eq \\"mobile\\"].value","value":"+41 44 000 00 00"}',
      { phoneNumbers: [{ type: 'mobile', value: '+41 44 000 00 00' }] },
    ],
    [
      '{"op":"Add","path":"emails[type eq \\"work\\" and primary eq true].value","value":"a"}',
      { emails: [{ type: 'work', primary: true, value: 'a' }] },
    ],
    [
      '{"op":"Add","path":"emails[type eq \\"work\\"]","value":{"value":"a"}}',
      { emails: [{ type: 'work', value: 'a' }] },
    ],
    [
      '{"op":"Add","path":"emails[type eq \\"work\\"]","value":"a"}',
      { emails: [{ type: 'work', value: 'a' }] },
    ],
    [
      '{"op":"Replace","path":"addresses[type eq \\"work\\"].country","value":"CH"}',
      { addresses: [{ type: 'work', country: 'CH' }] },
    ],
  ])('makes the missing value: %s', (operation, expected) => {
    expect(patch(bare, operation)).toEqual({ ...bare, ...expected });
    expect(patch(bare, operation, operation)).toEqual({ ...bare, ...expected });
  });

  it('makes it beside the others', () => {
    const user = { ...bare, phoneNumbers: [{ type: 'work', value: '1' }] };

    expect(
      patch(user, '{"op":"Replace","path":"phoneNumbers[type eq \\"mobile\\"].value","value":"2"}'),
    ).toEqual({
      ...bare,
      phoneNumbers: [
        { type: 'work', value: '1' },
        { type: 'mobile', value: '2' },
      ],
    });
  });

  it('takes the change next to it along', () => {
    const operations = [
      '{"op":"Replace","path":"phoneNumbers[type eq \\"fax\\"].value","value":"1"}',
      '{"op":"Replace","path":"active","value":"False"}',
      '{"op":"Remove","path":"phoneNumbers[type eq \\"pager\\"].value"}',
      '{"op":"Remove","path":"emails[type eq \\"home\\"]"}',
    ];

    expect(patch(bare, ...operations)).toEqual({
      ...bare,
      active: false,
      phoneNumbers: [{ type: 'fax', value: '1' }],
    });
  });

  // Quirk Q6: several parts of one new value are one value.
  it.each<[string, readonly string[], object]>([
    [
      'an address',
      [
        '{"op":"Add","path":"addresses[type eq \\"work\\"].streetAddress","value":"Main St 1"}',
        '{"op":"Add","path":"addresses[type eq \\"work\\"].locality","value":"Bern"}',
        '{"op":"Add","path":"addresses[type eq \\"work\\"].primary","value":true}',
      ],
      { addresses: [{ type: 'work', streetAddress: 'Main St 1', locality: 'Bern', primary: true }] },
    ],
    [
      'an e-mail address',
      [
        '{"op":"Replace","path":"emails[type eq \\"work\\"].primary","value":"True"}',
        '{"op":"Replace","path":"emails[type eq \\"work\\"].value","value":"a@b.c"}',
        '{"op":"Replace","path":"emails[type eq \\"work\\"].display","value":"Jane"}',
      ],
      { emails: [{ type: 'work', primary: true, value: 'a@b.c', display: 'Jane' }] },
    ],
    [
      'an address, without a path',
      [
        '{"op":"add","value":{"addresses[type eq \\"work\\"].locality":"Bern","addresses[type eq \\"work\\"].country":"CH"}}',
      ],
      { addresses: [{ type: 'work', locality: 'Bern', country: 'CH' }] },
    ],
  ])('puts the parts of %s together', (_case, operations, expected) => {
    expect(patch(bare, ...operations)).toEqual({ ...bare, ...expected });
    expect(patch(bare, ...operations, ...operations)).toEqual({ ...bare, ...expected });
  });

  // Quirk Q7: boolean filter values, with quotes or without. The second PATCH finds the same value.
  it.each(['"True"', '"true"', '"TRUE"', 'true'])('chooses by primary eq %s', (literal) => {
    const path = JSON.stringify(`roles[primary eq ${literal}].`).slice(1, -1);
    const operations = (['display', 'value', 'type'] as const).map(
      (part) => `{"op":"Add","path":"${path}${part}","value":"${part}-1"}`,
    );
    const role = { primary: true, display: 'display-1', value: 'value-1', type: 'type-1' };

    const user = patch(bare, ...operations);

    expect(user).toEqual({ ...bare, roles: [role] });
    expect(patch(user, `{"op":"Replace","path":"${path}value","value":"value-2"}`)).toEqual({
      ...bare,
      roles: [{ ...role, value: 'value-2' }],
    });
    expect(patch(user, `{"op":"Remove","path":"${path}value"}`)).toEqual(bare);
  });

  it('chooses what is not primary by primary eq "False"', () => {
    const user = { ...bare, roles: [{ value: 'a', primary: true }, { value: 'b' }] };

    expect(patch(user, '{"op":"Replace","path":"roles[primary eq \\"False\\"].value","value":"c"}')).toEqual({
      ...bare,
      roles: [{ value: 'a', primary: true }, { value: 'c' }],
    });
  });

  // Quirk Q8: the whole list, or one object for it.
  it.each([
    '{"op":"Replace","path":"emails","value":[{"type":"work","value":"a@b.c","primary":true}]}',
    '{"op":"Replace","path":"emails","value":{"type":"work","value":"a@b.c","primary":true}}',
    '{"op":"Replace","value":{"emails":[{"type":"work","value":"a@b.c","primary":"True"}]}}',
  ])('replaces the whole list: %s', (operation) => {
    const user = { ...bare, emails: [{ type: 'home', value: 'x', primary: true }, { value: 'y' }] };

    expect(patch(user, operation)).toEqual({
      ...bare,
      emails: [{ type: 'work', value: 'a@b.c', primary: true }],
    });
  });

  it('adds one object to a list, and takes primary from the others', () => {
    const user = { ...bare, emails: [{ type: 'home', value: 'x', primary: true }] };

    expect(
      patch(user, '{"op":"Add","path":"emails","value":{"type":"work","value":"a","primary":true}}'),
    ).toEqual({
      ...bare,
      emails: [
        { type: 'home', value: 'x', primary: false },
        { type: 'work', value: 'a', primary: true },
      ],
    });
  });

  // Quirk Q12: app roles, with the role as JSON text in `value`.
  it.each<[string, JsonValue]>([
    [
      '{"op":"Add","path":"roles","value":[{"value":"{\\"id\\":\\"06b0\\",\\"value\\":\\"25\\",\\"displayName\\":\\"Role1234\\"}"}]}',
      [{ value: 'old' }, { value: '25', display: 'Role1234' }],
    ],
    [
      '{"op":"replace","path":"roles","value":[{"primary":false,"type":"WindowsAzureActiveDirectoryRole","display":"A","value":"A"},{"value":"B"}]}',
      [{ primary: false, type: 'WindowsAzureActiveDirectoryRole', display: 'A', value: 'A' }, { value: 'B' }],
    ],
    [
      '{"op":"Add","path":"roles","value":[{"value":"{not JSON"}]}',
      [{ value: 'old' }, { value: '{not JSON' }],
    ],
    ['{"op":"Add","path":"roles","value":"Admin"}', [{ value: 'old' }, { value: 'Admin' }]],
    [
      '{"op":"Add","path":"roles","value":[{"value":"old","displayName":"unknown here"}]}',
      [{ value: 'old' }],
    ],
  ])('takes roles: %s', (operation, roles) => {
    expect(patch({ ...bare, roles: [{ value: 'old' }] }, operation)).toEqual({ ...bare, roles });
  });

  it('removes the role that is listed as JSON text', () => {
    const user = { ...bare, roles: [{ value: '25', display: 'Role1234' }, { value: '26' }] };
    const operation =
      '{"op":"Remove","path":"roles","value":[{"value":"{\\"id\\":\\"06b0\\",\\"value\\":\\"25\\"}"}]}';

    expect(patch(user, operation)).toEqual({ ...bare, roles: [{ value: '26' }] });
  });

  // Quirk Q14: a remove with a value on the path of a part removes it and does not set it.
  it('removes although a value is sent', () => {
    const user = { ...bare, emails: [{ type: 'work', value: 'old@x' }] };

    expect(patch(user, '{"op":"Remove","path":"emails[type eq \\"work\\"].value","value":"old@x"}')).toEqual(
      bare,
    );
  });
});

function patch(resource: ScimResource, ...operations: readonly string[]): ScimResource {
  const body: unknown = JSON.parse(`{"schemas":["${PATCH_OP_URN}"],"Operations":[${operations.join(',')}]}`);
  return applyPatch(USER_RESOURCE_TYPE, resource, prepareOperations(USER_RESOURCE_TYPE, readOperations(body)))
    .resource;
}
