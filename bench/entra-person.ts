import { ENTERPRISE_USER_URN, USER_URN } from '@flosum/scim-schema';

/** The body by which Entra ID creates a person with its default mappings: about 1.2 kB. */
export function entraPerson(name: string): object {
  return {
    schemas: [USER_URN, ENTERPRISE_USER_URN],
    externalId: `8aa1a0c0-c4c3-4bc0-${name}`,
    userName: `${name}@contoso.test`,
    active: true,
    displayName: `Jane Doe ${name}`,
    title: 'Principal Engineer',
    preferredLanguage: 'en-US',
    name: { formatted: `Jane Doe ${name}`, familyName: 'Doe', givenName: 'Jane' },
    emails: [{ type: 'work', value: `${name}@contoso.test`, primary: true }],
    phoneNumbers: [
      { type: 'work', value: '+1 425 555 0100', primary: true },
      { type: 'mobile', value: '+1 425 555 0101' },
      { type: 'fax', value: '+1 425 555 0102' },
    ],
    addresses: [
      {
        type: 'work',
        formatted: 'Building 40, 4567 Main Street, Redmond, WA 98052',
        streetAddress: '4567 Main Street',
        locality: 'Redmond',
        region: 'WA',
        postalCode: '98052',
        country: 'US',
        primary: true,
      },
    ],
    meta: { resourceType: 'User' },
    roles: [],
    [ENTERPRISE_USER_URN]: {
      employeeNumber: name,
      department: 'Research and Development',
      costCenter: '4130',
      organization: 'Contoso',
      division: 'Theme Park',
    },
  };
}
