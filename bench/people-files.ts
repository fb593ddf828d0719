import { USER_URN } from '@flosum/scim-schema';
import { entraPerson } from './entra-person.js';

/** Somebody as single POSTs send it, and as files of an import have it. */
export interface People {
  readonly what: string;
  readonly person: (name: string) => object;
  /** The columns of the same attributes, by their heading. */
  readonly columns: readonly (readonly [heading: string, cell: (name: string) => string])[];
}

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

/** The attributes that the product tells admins to map: docs/entra.md. */
const MAPPED: People = {
  what: '6 mapped attributes',
  person: (name) => ({
    schemas: [USER_URN],
    externalId: `8aa1a0c0-c4c3-4bc0-${name}`,
    userName: `${name}@contoso.test`,
    active: true,
    name: { familyName: 'Doe', givenName: 'Jane' },
    emails: [{ type: 'work', value: `${name}@contoso.test` }],
  }),
  columns: [
    ['externalId', (name) => `8aa1a0c0-c4c3-4bc0-${name}`],
    ['userName', (name) => `${name}@contoso.test`],
    ['active', () => 'true'],
    ['name.familyName', () => 'Doe'],
    ['name.givenName', () => 'Jane'],
    ['emails[type eq "work"].value', (name) => `${name}@contoso.test`],
  ],
};

/** All that Entra ID maps by default. */
const FULL: People = {
  what: '27 attributes',
  person: entraPerson,
  columns: [
    ['externalId', (name) => `8aa1a0c0-c4c3-4bc0-${name}`],
    ['userName', (name) => `${name}@contoso.test`],
    ['active', () => 'true'],
    ['displayName', (name) => `Jane Doe ${name}`],
    ['title', () => 'Principal Engineer'],
    ['preferredLanguage', () => 'en-US'],
    ['name.formatted', (name) => `Jane Doe ${name}`],
    ['name.familyName', () => 'Doe'],
    ['name.givenName', () => 'Jane'],
    ['email', (name) => `${name}@contoso.test`],
    ['emails[type eq "work"].primary', () => 'true'],
    ['phoneNumbers[type eq "work"].value', () => '+1 425 555 0100'],
    ['phoneNumbers[type eq "work"].primary', () => 'true'],
    ['phoneNumbers[type eq "mobile"].value', () => '+1 425 555 0101'],
    ['phoneNumbers[type eq "fax"].value', () => '+1 425 555 0102'],
    ['addresses[type eq "work"].formatted', () => 'Building 40, 4567 Main Street, Redmond, WA 98052'],
    ['addresses[type eq "work"].streetAddress', () => '4567 Main Street'],
    ['addresses[type eq "work"].locality', () => 'Redmond'],
    ['addresses[type eq "work"].region', () => 'WA'],
    ['addresses[type eq "work"].postalCode', () => '98052'],
    ['addresses[type eq "work"].country', () => 'US'],
    ['addresses[type eq "work"].primary', () => 'true'],
    [`${ENTERPRISE}:employeeNumber`, (name) => name],
    [`${ENTERPRISE}:department`, () => 'Research and Development'],
    [`${ENTERPRISE}:costCenter`, () => '4130'],
    [`${ENTERPRISE}:organization`, () => 'Contoso'],
    [`${ENTERPRISE}:division`, () => 'Theme Park'],
  ],
};

export const PEOPLE: readonly People[] = [MAPPED, FULL];

export function toCsv({ columns }: People, names: readonly string[]): string {
  const quote = (text: string): string => (/[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return [
    columns.map(([heading]) => quote(heading)).join(','),
    ...names.map((name) => columns.map(([, cell]) => quote(cell(name))).join(',')),
  ].join('\r\n');
}

export function toJsonLines({ person }: People, names: readonly string[]): string {
  return names.map((name) => JSON.stringify(person(name))).join('\n');
}
