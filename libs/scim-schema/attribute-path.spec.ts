import {
  ENTERPRISE_USER_URN,
  findByName,
  findExtension,
  resolveAttribute,
  spellAttribute,
  splitAttributePath,
  USER_RESOURCE_TYPE,
  USER_URN,
} from './index.js';

describe('resolveAttribute', () => {
  // RFC 7644 section 3.10: without case, with or without the URN. Quirk Q10: "manager" comes without its URN.
  it.each([
    ['userName', 'userName'],
    ['USERNAME', 'userName'],
    ['name.FAMILYNAME', 'name.familyName'],
    [`${USER_URN}:userName`, 'userName'],
    [`${USER_URN.toUpperCase()}:name.givenName`, 'name.givenName'],
    ['id', 'id'],
    ['meta.lastModified', 'meta.lastModified'],
    [`${USER_URN}:externalId`, 'externalId'],
    ['schemas', 'schemas'],
    ['groups.$ref', 'groups.$ref'],
    ['department', `${ENTERPRISE_USER_URN}:department`],
    [`${ENTERPRISE_USER_URN}:department`, `${ENTERPRISE_USER_URN}:department`],
    [`${ENTERPRISE_USER_URN.toLowerCase()}:MANAGER.VALUE`, `${ENTERPRISE_USER_URN}:manager.value`],
    ['manager', `${ENTERPRISE_USER_URN}:manager`],
    ['manager.$ref', `${ENTERPRISE_USER_URN}:manager.$ref`],
  ])('finds %s as %s', (written, spelt) => {
    expect(spell(written)).toBe(spelt);
  });

  it.each([
    'shoeSize',
    'name.shoeSize',
    'userName.value',
    'manager.shoeSize',
    'password',
    `${ENTERPRISE_USER_URN}:userName`,
    `${ENTERPRISE_USER_URN}:id`,
    `${USER_URN}:department`,
    'urn:x:y:userName',
    USER_URN,
    'constructor',
    'name.constructor',
    'toString',
  ])('finds nothing for %s', (written) => {
    expect(spell(written)).toBeUndefined();
  });
});

describe('findExtension', () => {
  it('compares URNs without case', () => {
    expect(findExtension(USER_RESOURCE_TYPE, ENTERPRISE_USER_URN.toUpperCase())?.id).toBe(
      ENTERPRISE_USER_URN,
    );
    expect(findExtension(USER_RESOURCE_TYPE, USER_URN)).toBeUndefined();
  });
});

describe('findByName', () => {
  it('compares names without case', () => {
    expect(findByName(USER_RESOURCE_TYPE.schema.attributes, 'NICKNAME')?.name).toBe('nickName');
    expect(findByName([], 'nickName')).toBeUndefined();
  });
});

function spell(written: string): string | undefined {
  const path = splitAttributePath(written);
  const resolved = path && resolveAttribute(USER_RESOURCE_TYPE, path);
  return resolved && spellAttribute(resolved);
}
