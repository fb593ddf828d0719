import { ENTERPRISE_USER_URN, readResource, USER_RESOURCE_TYPE, USER_URN } from './index.js';

describe('a POST as Entra ID sends it', () => {
  // Entra-client section 3.4: Microsoft's validator. All of it comes back, `primary` as a boolean.
  it('is read with every attribute as it was sent', () => {
    const body = `{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],
      "userName":"a@b.test","active":true,"displayName":"NDSQ","title":"CJSG","userType":"GZIL","nickName":"FOGS",
      "preferredLanguage":"hi","locale":"RJWN","timezone":"America/Guayaquil","profileUrl":"BAPN",
      "name":{"givenName":"E","familyName":"U","formatted":"M","middleName":"C","honorificPrefix":"Mi","honorificSuffix":"Mc"},
      "emails":[{"type":"work","value":"t@h.test","primary":true}],
      "addresses":[{"type":"work","formatted":"Z","streetAddress":"1 Row","locality":"Y","region":"X","postalCode":"cx47","country":"SL","primary":true}],
      "phoneNumbers":[{"type":"work","value":"10-040","primary":true},{"type":"mobile","value":"10-040"},{"type":"fax","value":"10-040"}],
      "roles":[{"primary":"True","display":"MRON","value":"WDEI","type":"XVTU"}],
      "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"employeeNumber":"OX","department":"ZY","costCenter":"AS",
        "organization":"DP","division":"WX","manager":{"value":"XYMKVVRYDIOO"}}}`;
    const sent = JSON.parse(body) as Record<string, unknown>;

    expect(readResource(USER_RESOURCE_TYPE, sent)).toEqual({
      ...sent,
      roles: [{ primary: true, display: 'MRON', value: 'WDEI', type: 'XVTU' }],
    });
  });

  // Quirk Q17: nulls on the top level, also of the extension's names, an empty list, a client's meta, an unused URN.
  it('is read without what says nothing', () => {
    const body = `{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User","urn:ietf:params:scim:schemas:extension:enterprise:2.0User"],
      "id":"mine","externalId":"0a21","meta":{"resourceType":"User"},"groups":[],
      "userName":"jo","active":"True","title":null,"addresses":null,"manager":null,"department":null,"roles":[],
      "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"manager":null}}`;

    expect(readResource(USER_RESOURCE_TYPE, JSON.parse(body))).toEqual({
      schemas: [USER_URN],
      externalId: '0a21',
      userName: 'jo',
      active: true,
    });
  });

  // Quirk Q17, Microsoft's Postman collection: capitalised names, two values of one type, text for a boolean.
  it('is read with names in any case', () => {
    const body = `{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],
      "UserName":"jo","Active":"False","DisplayName":"Jo","Emails":[
        {"Primary":true,"type":"work","value":"a@b.test"},{"Primary":false,"type":"work","value":"c@d.test"}],
      "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"Department":"bob","Manager":{"Value":"SuzzyQ"}}}`;

    expect(readResource(USER_RESOURCE_TYPE, JSON.parse(body))).toEqual({
      schemas: [USER_URN, ENTERPRISE_USER_URN],
      userName: 'jo',
      active: false,
      displayName: 'Jo',
      emails: [
        { primary: true, type: 'work', value: 'a@b.test' },
        { primary: false, type: 'work', value: 'c@d.test' },
      ],
      [ENTERPRISE_USER_URN]: { department: 'bob', manager: { value: 'SuzzyQ' } },
    });
  });

  // Quirk Q12: roles of SingleAppRoleAssignment and AppRoleAssignmentsComplex.
  it.each([
    [
      '[{"primary":true,"type":"WindowsAzureActiveDirectoryRole","value":"Admin"}]',
      [{ primary: true, type: 'WindowsAzureActiveDirectoryRole', value: 'Admin' }],
    ],
    [
      '[{"primary":false,"type":"WindowsAzureActiveDirectoryRole","displayName":"Admin","value":"Admin"}]',
      [{ primary: false, type: 'WindowsAzureActiveDirectoryRole', value: 'Admin' }],
    ],
    ['"Admin"', [{ value: 'Admin' }]],
  ])('is read with the roles %s', (roles, expected) => {
    const body: unknown = JSON.parse(`{"schemas":["${USER_URN}"],"userName":"jo","roles":${roles}}`);

    expect(readResource(USER_RESOURCE_TYPE, body)).toEqual({
      schemas: [USER_URN],
      userName: 'jo',
      roles: expected,
    });
  });

  // Section 3.4, discovery mode of the validator: `primary` as lower-case text.
  it('is read with primary as text', () => {
    const body: unknown = JSON.parse(
      `{"schemas":["${USER_URN}"],"userName":"jo","emails":[{"primary":"true","value":"a"},{"primary":"false","value":"b"}]}`,
    );

    expect(readResource(USER_RESOURCE_TYPE, body)).toMatchObject({
      emails: [
        { primary: true, value: 'a' },
        { primary: false, value: 'b' },
      ],
    });
  });
});
