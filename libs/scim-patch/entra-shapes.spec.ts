import type { ScimResource } from '@flosum/scim-schema';
import { ENTERPRISE_USER_URN, PATCH_OP_URN, USER_RESOURCE_TYPE, USER_URN } from '@flosum/scim-schema';
import { applyPatch, prepareOperations, readOperations } from './index.js';

const bare: ScimResource = { schemas: [USER_URN], userName: 'jane@contoso.com' };
const active: ScimResource = { ...bare, active: true };
const inactive: ScimResource = { ...bare, active: false };
const withExtension = { schemas: [USER_URN, ENTERPRISE_USER_URN], userName: 'jane@contoso.com' };

describe('a PATCH as Entra ID sends it', () => {
  // Quirk Q1: `op` in any case.
  it.each(['Replace', 'replace', 'REPLACE', 'Add', 'add', 'ADD'])('takes %s as op', (op) => {
    expect(patch(bare, `{"op":"${op}","path":"title","value":"Boss"}`)).toEqual({ ...bare, title: 'Boss' });
  });

  it.each(['Remove', 'remove', 'REMOVE'])('takes %s as op', (op) => {
    expect(patch({ ...bare, title: 'Boss' }, `{"op":"${op}","path":"title"}`)).toEqual(bare);
  });

  it.each(['Move', 'Test', 'Copy', ''])('refuses %j as op', (op) => {
    expect(() => patch(bare, `{"op":"${op}","path":"title","value":"x"}`)).toThrow(
      expect.objectContaining({ scimType: 'invalidSyntax' }),
    );
  });

  // Quirk Q2: booleans as text. "False" read as true would keep people signed in who have left.
  it.each([
    '{"op":"Replace","path":"active","value":"False"}',
    '{"op":"Add","path":"active","value":"False"}',
    '{"op":"Replace","path":"active","value":["False"]}',
    '{"op":"replace","value":{"active":"False"}}',
    '{"op":"Add","value":{"active":"False"}}',
    '{"op":"replace","path":"urn:ietf:params:scim:schemas:core:2.0:User:active","value":"False"}',
    '{"op":"replace","value":{"urn:ietf:params:scim:schemas:core:2.0:User:active":"False"}}',
    '{"op":"replace","path":"urn:ietf:params:scim:schemas:core:2.0:User","value":{"active":"False"}}',
    '{"op":"replace","value":{"urn:ietf:params:scim:schemas:core:2.0:User":{"active":"False"}}}',
  ])('disables and restores: %s', (operation) => {
    for (const word of ['"False"', '"false"', 'false']) {
      const disable = operation.replace('"False"', word);
      expect([active, bare, inactive].map((user) => patch(user, disable))).toEqual([
        inactive,
        inactive,
        inactive,
      ]);
    }
    for (const word of ['"True"', '"true"', 'true']) {
      expect(patch(inactive, operation.replace('"False"', word))).toEqual(active);
    }
  });

  it.each(['"no"', '"0"', '0', '"Fals"', '{"value":false}', '[true,false]'])(
    'never takes %s for a boolean',
    (value) => {
      expect(() => patch(active, `{"op":"Replace","path":"active","value":${value}}`)).toThrow(
        expect.objectContaining({ scimType: 'invalidValue' }),
      );
    },
  );

  // Quirk Q3: no path, and dotted or qualified names inside of the value.
  it.each<[string, object]>([
    [
      '{"op":"Add","value":{"name.givenName":"J","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department":"HR"}}',
      { ...withExtension, name: { givenName: 'J' }, [ENTERPRISE_USER_URN]: { department: 'HR' } },
    ],
    ['{"op":"replace","value":{"userName":"new@contoso.com"}}', { ...bare, userName: 'new@contoso.com' }],
    [
      '{"op":"replace","value":{"name":{"givenName":"J","familyName":"D"},"displayName":"J D"}}',
      { ...bare, name: { givenName: 'J', familyName: 'D' }, displayName: 'J D' },
    ],
    [
      '{"op":"replace","value":{"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"HR","costCenter":"7"}}}',
      { ...withExtension, [ENTERPRISE_USER_URN]: { department: 'HR', costCenter: '7' } },
    ],
    [
      '{"op":"Add","value":{"emails":[{"type":"work","value":"a@b.c","primary":"True"}]}}',
      { ...bare, emails: [{ type: 'work', value: 'a@b.c', primary: true }] },
    ],
    ['{"op":"Add","value":{"emails.value":"a@b.c"}}', { ...bare, emails: [{ value: 'a@b.c' }] }],
    [
      '{"op":"Add","value":{"emails[type eq \\"work\\"].value":"a@b.c"}}',
      { ...bare, emails: [{ type: 'work', value: 'a@b.c' }] },
    ],
  ])('reads the names in %s', (operation, expected) => {
    expect(patch(bare, operation)).toEqual(expected);
  });

  // Quirk Q4: the URN contains a dot; core attributes may have one too; its case does not count.
  it.each<[string, object]>([
    [
      '{"op":"Add","path":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department","value":"R&D"}',
      { ...withExtension, [ENTERPRISE_USER_URN]: { department: 'R&D' } },
    ],
    [
      '{"op":"Add","path":"URN:IETF:PARAMS:SCIM:SCHEMAS:EXTENSION:ENTERPRISE:2.0:USER:DEPARTMENT","value":"R&D"}',
      { ...withExtension, [ENTERPRISE_USER_URN]: { department: 'R&D' } },
    ],
    [
      '{"op":"Add","path":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value","value":"a1b2"}',
      { ...withExtension, [ENTERPRISE_USER_URN]: { manager: { value: 'a1b2' } } },
    ],
    [
      '{"op":"Replace","path":"urn:ietf:params:scim:schemas:core:2.0:User:userName","value":"new"}',
      { ...bare, userName: 'new' },
    ],
    [
      '{"op":"Add","path":"urn:ietf:params:scim:schemas:core:2.0:User:name.givenName","value":"J"}',
      { ...bare, name: { givenName: 'J' } },
    ],
    [
      '{"op":"Add","path":"urn:ietf:params:scim:schemas:core:2.0:User:emails[type eq \\"work\\"].value","value":"a"}',
      { ...bare, emails: [{ type: 'work', value: 'a' }] },
    ],
  ])('reads the path in %s', (operation, expected) => {
    expect(patch(bare, operation)).toEqual(expected);
  });

  // Quirk Q10: the manager in every shape; the id is kept though nobody has it.
  it.each([
    '{"op":"Add","path":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager","value":"a1b2"}',
    '{"op":"replace","path":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager","value":"a1b2"}',
    '{"op":"replace","path":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager","value":{"value":"a1b2"}}',
    '{"op":"Add","path":"manager","value":[{"$ref":null,"value":"a1b2"}]}',
    '{"op":"Add","path":"manager","value":"a1b2"}',
    '{"op":"Replace","path":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value","value":"a1b2"}',
    '{"op":"add","value":{"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager":"a1b2"}}',
    '{"op":"add","value":{"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"manager":{"value":"a1b2"}}}}',
    '{"op":"replace","path":"manager","value":{"value":"a1b2","displayName":"Boss"}}',
  ])('sets the manager: %s', (operation) => {
    const managed = { ...withExtension, [ENTERPRISE_USER_URN]: { manager: { value: 'a1b2' } } };

    expect(patch(bare, operation)).toEqual(managed);
    expect(patch(managed, operation)).toEqual(managed);
    expect(
      patch(
        { ...withExtension, [ENTERPRISE_USER_URN]: { manager: { value: 'old', $ref: '../Users/old' } } },
        operation,
      ),
    ).toEqual(managed);
  });

  it('keeps the reference to the manager that is sent along', () => {
    const operation =
      '{"op":"Add","path":"manager","value":[{"$ref":"https://x.test/Users/a1b2","value":"a1b2"}]}';

    expect(patch(bare, operation)).toMatchObject({
      [ENTERPRISE_USER_URN]: { manager: { value: 'a1b2', $ref: 'https://x.test/Users/a1b2' } },
    });
  });

  it.each([
    '{"op":"replace","path":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager","value":{"value":""}}',
    '{"op":"replace","path":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager","value":""}',
    '{"op":"replace","path":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager","value":null}',
    '{"op":"replace","path":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager","value":[]}',
    '{"op":"Remove","path":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager"}',
    '{"op":"Remove","path":"manager","value":[{"value":"a1b2"}]}',
    '{"op":"Remove","path":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value"}',
    '{"op":"replace","value":{"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager":""}}',
  ])('removes the manager: %s', (operation) => {
    const manager = { value: 'a1b2', $ref: '../Users/a1b2', displayName: 'Boss' };

    expect(patch({ ...withExtension, [ENTERPRISE_USER_URN]: { manager } }, operation)).toEqual(bare);
    expect(patch(bare, operation)).toEqual(bare);
  });
});

function patch(resource: ScimResource, ...operations: readonly string[]): ScimResource {
  const body: unknown = JSON.parse(`{"schemas":["${PATCH_OP_URN}"],"Operations":[${operations.join(',')}]}`);
  return applyPatch(USER_RESOURCE_TYPE, resource, prepareOperations(USER_RESOURCE_TYPE, readOperations(body)))
    .resource;
}
