import { ENTERPRISE_USER_URN, USER_URN } from '@flosum/scim-schema';

/**
 * What Microsoft's SCIM Validator posts when it uses the default attributes: every attribute of Entra ID's mapping,
 * with random text in it. `roles[0].primary` is the string "True" although the others are booleans, and the manager
 * is nobody.
 */
export function aValidatorUser(userName: string) {
  return {
    schemas: [USER_URN, ENTERPRISE_USER_URN],
    userName,
    active: true,
    displayName: 'NDSQQTECVAAC',
    title: 'CJSGUNOAAMMQ',
    userType: 'GZILLRZCFPNC',
    nickName: 'FOGSIQTKHIPG',
    preferredLanguage: 'hi',
    locale: 'RJWNTUNNOHNZ',
    timezone: 'America/Guayaquil',
    profileUrl: 'BAPNQLJSRQGD',
    name: {
      givenName: 'Elfrieda',
      familyName: 'Urban',
      formatted: 'Myah',
      middleName: 'Cindy',
      honorificPrefix: 'Minerva',
      honorificSuffix: 'Micaela',
    },
    emails: [{ type: 'work', value: 'thaddeus@hammes.test', primary: true }],
    addresses: [
      {
        type: 'work',
        formatted: 'ZQEHBLETAAQE',
        streetAddress: '25928 Katlyn Row',
        locality: 'YRAKBQCGOHZF',
        region: 'XCCVLAIDMQYR',
        postalCode: 'cx47 4mz',
        country: 'Sierra Leone',
        primary: true,
      },
    ],
    phoneNumbers: [
      { type: 'work', value: '10-040-1308', primary: true },
      { type: 'mobile', value: '10-040-1308' },
      { type: 'fax', value: '10-040-1308' },
    ],
    roles: [{ primary: 'True', display: 'MRONYWGFFHXQ', value: 'WDEIISGWWQBE', type: 'XVTUOHMYUFRL' }],
    [ENTERPRISE_USER_URN]: {
      employeeNumber: 'OXYYEGWVLTGW',
      department: 'ZYWTBPDFHIIP',
      costCenter: 'ASHTVSKANCGL',
      organization: 'DPQRRHJMBXZE',
      division: 'WXNFEJQDRAVI',
      manager: { value: 'XYMKVVRYDIOO' },
    },
  };
}

/** The same user as it has to come back. */
export function returned(sent: ReturnType<typeof aValidatorUser>): object {
  return { ...sent, roles: sent.roles.map((role) => ({ ...role, primary: true })) };
}
