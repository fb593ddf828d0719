import { defineAttribute, defineComplex, defineList } from './attribute-definition.js';
import type { AttributeDefinition } from './attribute-definition.js';
import type { SchemaDefinition } from './schema-definition.js';
import { USER_URN } from './urns.js';

const display = defineAttribute('display', 'A name for people to read.', { mutability: 'readWrite' });
const primary = defineAttribute('primary', 'Whether this is the preferred value. At most one value is.', {
  type: 'boolean',
});

function typeOf(...canonicalValues: readonly string[]): AttributeDefinition {
  return defineAttribute(
    'type',
    'What the value is for.',
    canonicalValues.length > 0 ? { canonicalValues } : {},
  );
}

function valueOf(description: string): AttributeDefinition {
  return defineAttribute('value', description);
}

/**
 * The core User (RFC 7643 sections 4.1 and 8.7.1).
 *
 * Differences from the printed schema: `addresses` has `primary`, as section 2.4 and example 8.2 have it;
 * `groups.$ref` leads to a Group (erratum 8471); there is no `password`, because this service keeps none; `type`
 * has its canonical values, since Microsoft's validator builds its paths from them.
 */
export const USER_SCHEMA: SchemaDefinition = {
  id: USER_URN,
  name: 'User',
  description: 'User Account',
  attributes: [
    defineAttribute(
      'userName',
      'The name that the person signs in with. Unique in the tenant, without case.',
      {
        required: true,
        uniqueness: 'server',
        maxLength: 512,
      },
    ),
    defineComplex('name', 'The parts of the name of the person.', [
      defineAttribute('formatted', 'The full name, with titles and suffixes, as it is shown.'),
      defineAttribute('familyName', 'The family name, or last name.'),
      defineAttribute('givenName', 'The given name, or first name.'),
      defineAttribute('middleName', 'The middle name or names.'),
      defineAttribute('honorificPrefix', 'The title, such as "Dr."'),
      defineAttribute('honorificSuffix', 'The suffix, such as "III".'),
    ]),
    defineAttribute('displayName', 'The name that is shown to others.'),
    defineAttribute('nickName', 'The casual way to address the person.'),
    defineAttribute('profileUrl', 'The address of a page about the person.', {
      type: 'reference',
      referenceTypes: ['external'],
    }),
    defineAttribute('title', 'The job title, such as "Vice President".'),
    defineAttribute('userType', 'How the person belongs to the organization, such as "Employee".'),
    defineAttribute('preferredLanguage', 'The languages that the person prefers, such as "en-US".'),
    defineAttribute('locale', 'The locale for numbers, currency and dates, such as "en-US".'),
    defineAttribute('timezone', 'The time zone in Olson form, such as "Etc/UTC".'),
    defineAttribute('active', 'Whether the person may use the product.', {
      type: 'boolean',
      keptByPut: true,
    }),
    defineList('emails', 'E-mail addresses.', [
      defineAttribute('value', 'An e-mail address.', { maxLength: 512 }),
      display,
      typeOf('work', 'home', 'other'),
      primary,
    ]),
    defineList('phoneNumbers', 'Telephone numbers.', [
      valueOf('A telephone number.'),
      display,
      typeOf('work', 'home', 'mobile', 'fax', 'pager', 'other'),
      primary,
    ]),
    defineList('ims', 'Instant messaging addresses.', [
      valueOf('An instant messaging address.'),
      display,
      typeOf('aim', 'gtalk', 'icq', 'xmpp', 'msn', 'skype', 'qq', 'yahoo'),
      primary,
    ]),
    defineList('photos', 'URLs of pictures of the person.', [
      defineAttribute('value', 'The URL of a picture.', { type: 'reference', referenceTypes: ['external'] }),
      display,
      typeOf('photo', 'thumbnail'),
      primary,
    ]),
    defineList('addresses', 'Postal addresses.', [
      defineAttribute('formatted', 'The full address, as it is shown. May have line breaks.'),
      defineAttribute('streetAddress', 'Street, house number and so on.'),
      defineAttribute('locality', 'The city.'),
      defineAttribute('region', 'The state or region.'),
      defineAttribute('postalCode', 'The postal code.'),
      defineAttribute('country', 'The country, in ISO 3166-1 alpha-2 form where the client has it.'),
      typeOf('work', 'home', 'other'),
      primary,
    ]),
    defineList(
      'groups',
      'The groups that the person belongs to. Changed through the groups only.',
      [
        defineAttribute('value', 'The id of the group.', { caseExact: true, mutability: 'readOnly' }),
        defineAttribute('$ref', 'The URI of the group.', {
          type: 'reference',
          referenceTypes: ['Group'],
          mutability: 'readOnly',
        }),
        defineAttribute('display', 'The name of the group.', { mutability: 'readOnly' }),
        defineAttribute('type', 'Whether the person is a member itself or by another group.', {
          canonicalValues: ['direct', 'indirect'],
          mutability: 'readOnly',
        }),
      ],
      { mutability: 'readOnly' },
    ),
    defineList('entitlements', 'What the person may have or use.', [
      valueOf('An entitlement.'),
      display,
      typeOf(),
      primary,
    ]),
    defineList('roles', 'The roles of the person.', [valueOf('A role.'), display, typeOf(), primary]),
    defineList('x509Certificates', 'Certificates of the person.', [
      defineAttribute('value', 'A DER certificate in base64.', { type: 'binary' }),
      display,
      typeOf(),
      primary,
    ]),
  ],
};
