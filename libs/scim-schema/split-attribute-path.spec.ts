import { ENTERPRISE_USER_URN, isRepresentableName, splitAttributePath, USER_URN } from './index.js';

describe('splitAttributePath', () => {
  // RFC 7644 section 3.10 and figure 1, RFC 7643 section 2.1; quirk Q4: the dots of a URN separate nothing.
  it.each([
    ['userName', { attribute: 'userName' }],
    ['USERNAME', { attribute: 'USERNAME' }],
    ['x-1_y', { attribute: 'x-1_y' }],
    ['name.givenName', { attribute: 'name', subAttribute: 'givenName' }],
    ['members.$ref', { attribute: 'members', subAttribute: '$ref' }],
    ['$ref', { attribute: '$ref' }],
    ['a$b', { attribute: 'a$b' }],
    [`${USER_URN}:userName`, { urn: USER_URN, attribute: 'userName' }],
    [`${USER_URN}:name.givenName`, { urn: USER_URN, attribute: 'name', subAttribute: 'givenName' }],
    [
      `${ENTERPRISE_USER_URN}:manager.value`,
      { urn: ENTERPRISE_USER_URN, attribute: 'manager', subAttribute: 'value' },
    ],
    ['URN:x:1.0:a', { urn: 'URN:x:1.0', attribute: 'a' }],
    ['urn:x:%C3%A9:a', { urn: 'urn:x:%C3%A9', attribute: 'a' }],
    [USER_URN, { urn: 'urn:ietf:params:scim:schemas:core:2.0', attribute: 'User' }],
    ['constructor', { attribute: 'constructor' }],
  ])('splits %s', (text, path) => {
    expect(splitAttributePath(text)).toEqual(path);
  });

  it.each([
    '',
    '.',
    'a.',
    '.a',
    'a..b',
    'a.b.c',
    '1a',
    'a.1b',
    '_a',
    '-a',
    '$',
    'a.$',
    '__proto__',
    'a b',
    'a/b',
    '/emails/0',
    'emails[0]',
    'é',
    'a\n',
    ':a',
    'x:a',
    'urn:a',
    'urn:x:',
    'urn:x y:a',
    'http://x.test/2.0:a',
    `${USER_URN}:`,
    `${USER_URN}:name.`,
  ])('finds no path in %j', (text) => {
    expect(splitAttributePath(text)).toBeUndefined();
  });
});

describe('isRepresentableName', () => {
  it.each(['a', 'shoeSize', 'x509', '$ref', 'a-b_c', 'a'.repeat(64)])('takes %s', (name) => {
    expect(isRepresentableName(name)).toBe(true);
  });

  it.each([
    ...['', '1a', '_a', 'a.b', 'a b', 'a:b', 'größe', 'a[', `a${'b'.repeat(64)}`],
    ...['constructor', 'Constructor', '__proto__', 'toString', 'valueOf', 'hasOwnProperty'],
  ])('refuses "%s"', (name) => {
    expect(isRepresentableName(name)).toBe(false);
  });
});
