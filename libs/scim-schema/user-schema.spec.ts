import type { AttributeDefinition } from './index.js';
import {
  ENTERPRISE_USER_SCHEMA,
  ENTERPRISE_USER_URN,
  USER_RESOURCE_TYPE,
  USER_SCHEMA,
  USER_URN,
} from './index.js';

const PLURAL = 'value,display,type,primary';

describe('USER_SCHEMA', () => {
  // RFC 7643 sections 4.1 and 8.7.1, without password. `addresses.primary` from section 2.4 and example 8.2.
  it('has the attributes of RFC 7643, in its order, without a password', () => {
    expect(outline(USER_SCHEMA.attributes)).toEqual([
      'userName',
      'name{formatted,familyName,givenName,middleName,honorificPrefix,honorificSuffix}',
      'displayName',
      'nickName',
      'profileUrl',
      'title',
      'userType',
      'preferredLanguage',
      'locale',
      'timezone',
      'active',
      `emails[${PLURAL}]`,
      `phoneNumbers[${PLURAL}]`,
      `ims[${PLURAL}]`,
      `photos[${PLURAL}]`,
      'addresses[formatted,streetAddress,locality,region,postalCode,country,type,primary]',
      'groups[value,$ref,display,type]',
      `entitlements[${PLURAL}]`,
      `roles[${PLURAL}]`,
      `x509Certificates[${PLURAL}]`,
    ]);
  });

  // RFC 7643 section 8.7.1: whatever is not listed here has the characteristics of section 2.2.
  it('differs from the default characteristics exactly where RFC 7643 does', () => {
    expect(differences(USER_SCHEMA.attributes)).toEqual({
      userName: { required: true, uniqueness: 'server' },
      profileUrl: { type: 'reference', caseExact: true },
      active: { type: 'boolean' },
      'emails.primary': { type: 'boolean' },
      'phoneNumbers.primary': { type: 'boolean' },
      'ims.primary': { type: 'boolean' },
      'photos.value': { type: 'reference', caseExact: true },
      'photos.primary': { type: 'boolean' },
      'addresses.primary': { type: 'boolean' },
      groups: { mutability: 'readOnly' },
      'groups.value': { mutability: 'readOnly', caseExact: true },
      'groups.$ref': { mutability: 'readOnly', type: 'reference', caseExact: true },
      'groups.display': { mutability: 'readOnly' },
      'groups.type': { mutability: 'readOnly' },
      'entitlements.primary': { type: 'boolean' },
      'roles.primary': { type: 'boolean' },
      'x509Certificates.value': { type: 'binary', caseExact: true },
      'x509Certificates.primary': { type: 'boolean' },
    });
  });

  // RFC 7643 section 4.1.2. Microsoft's validator builds `attr[type eq "…"]` paths from these.
  it.each([
    ['emails', ['work', 'home', 'other']],
    ['phoneNumbers', ['work', 'home', 'mobile', 'fax', 'pager', 'other']],
    ['ims', ['aim', 'gtalk', 'icq', 'xmpp', 'msn', 'skype', 'qq', 'yahoo']],
    ['photos', ['photo', 'thumbnail']],
    ['addresses', ['work', 'home', 'other']],
    ['groups', ['direct', 'indirect']],
    ['entitlements', undefined],
    ['roles', undefined],
    ['x509Certificates', undefined],
  ])('suggests the types of %s', (name, values) => {
    const type = partsOf(USER_SCHEMA.attributes, name).find((part) => part.name === 'type');

    expect(type?.canonicalValues).toEqual(values);
  });

  // Errata 8471 and the printed schema.
  it.each([
    ['groups', '$ref', ['Group']],
    ['photos', 'value', ['external']],
  ])('says where %s.%s leads', (name, part, targets) => {
    expect(
      partsOf(USER_SCHEMA.attributes, name).find((found) => found.name === part)?.referenceTypes,
    ).toEqual(targets);
  });
});

describe('ENTERPRISE_USER_SCHEMA', () => {
  // RFC 7643 sections 4.3 and 8.7.1; manager.value is case-exact by erratum 8472.
  it('has the attributes of RFC 7643', () => {
    expect(outline(ENTERPRISE_USER_SCHEMA.attributes)).toEqual([
      'employeeNumber',
      'costCenter',
      'organization',
      'division',
      'department',
      'manager{value,$ref,displayName}',
    ]);
    expect(differences(ENTERPRISE_USER_SCHEMA.attributes)).toEqual({
      'manager.value': { caseExact: true },
      'manager.$ref': { type: 'reference', caseExact: true },
      'manager.displayName': { mutability: 'readOnly' },
    });
    expect(partsOf(ENTERPRISE_USER_SCHEMA.attributes, 'manager')[1]?.referenceTypes).toEqual(['User']);
  });
});

describe('USER_RESOURCE_TYPE', () => {
  // RFC 7643 section 8.6.
  it('is the User with the enterprise extension as an option', () => {
    expect(USER_RESOURCE_TYPE).toMatchObject({
      name: 'User',
      endpoint: '/Users',
      schema: { id: USER_URN },
      extensions: [{ schema: { id: ENTERPRISE_USER_URN }, required: false }],
    });
  });

  // RFC 7643 sections 2.1, 2.3.8 and 7.
  it('has well-formed attributes, each with a description and no object within an object', () => {
    const schemas = [USER_SCHEMA, ENTERPRISE_USER_SCHEMA];

    for (const { path, attribute } of schemas.flatMap((schema) => flatten(schema.attributes))) {
      expect(attribute.name).toMatch(/^\$?[A-Za-z][\w$-]*$/);
      expect(attribute.description).toMatch(/\.$|"$/);
      expect(attribute.type === 'complex').toBe(attribute.subAttributes !== undefined);
      if (path.includes('.')) expect(attribute.type).not.toBe('complex');
    }
  });
});

interface Flat {
  readonly path: string;
  readonly attribute: AttributeDefinition;
}

function flatten(attributes: readonly AttributeDefinition[], prefix = ''): readonly Flat[] {
  return attributes.flatMap((attribute) => {
    const path = `${prefix}${attribute.name}`;
    return [{ path, attribute }, ...flatten(attribute.subAttributes ?? [], `${path}.`)];
  });
}

function outline(attributes: readonly AttributeDefinition[]): readonly string[] {
  return attributes.map(({ name, multiValued, subAttributes }) => {
    const parts = subAttributes?.map((part) => part.name).join(',');
    if (parts === undefined) return multiValued ? `${name}[]` : name;
    return multiValued ? `${name}[${parts}]` : `${name}{${parts}}`;
  });
}

function differences(attributes: readonly AttributeDefinition[]): Record<string, object> {
  const defaults = {
    required: false,
    caseExact: false,
    mutability: 'readWrite',
    returned: 'default',
    uniqueness: 'none',
  };
  const all = flatten(attributes).map(({ path, attribute }) => {
    const expected = { ...defaults, type: attribute.subAttributes === undefined ? 'string' : 'complex' };
    const different = Object.entries(expected).filter(
      ([name, value]) => attribute[name as keyof AttributeDefinition] !== value,
    );
    return [
      path,
      Object.fromEntries(different.map(([name]) => [name, attribute[name as keyof AttributeDefinition]])),
    ] as const;
  });
  return Object.fromEntries(all.filter(([, different]) => Object.keys(different).length > 0));
}

function partsOf(attributes: readonly AttributeDefinition[], name: string): readonly AttributeDefinition[] {
  return attributes.find((attribute) => attribute.name === name)?.subAttributes ?? [];
}
