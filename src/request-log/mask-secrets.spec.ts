import { defineAttribute, extendType, USER_RESOURCE_TYPE } from '@flosum/scim-schema';
import { hiddenNamesOf, maskBody, maskJson, maskText, maskUrl } from './mask-secrets.js';

const hidden = hiddenNamesOf(USER_RESOURCE_TYPE);
const TOKEN = 'fls_us_AbCdEf123456_ThisIsTheSecretPartOfTheToken';

describe('maskBody', () => {
  it.each([
    ['an attribute', { password: 'x1', title: 'a' }, '{"password":"•••","title":"a"}'],
    ['another spelling', { PassWord: 'x1' }, '{"PassWord":"•••"}'],
    ['a path', { path: 'password', value: 'x1' }, '{"path":"password","value":"•••"}'],
    [
      'a path with a URN',
      { path: 'urn:a:User:password', value: 'x1' },
      '{"path":"urn:a:User:password","value":"•••"}',
    ],
    ['JSON as text', { value: '{"password":"x1"}' }, '{"value":"•••"}'],
    ['a list', [{ a: [{ password: ['x1'] }] }], '[{"a":[{"password":"•••"}]}]'],
    ['a filter', { filter: 'password eq "x1"' }, '{"filter":"password eq \\"•••\\""}'],
    ['a token anywhere', { title: `t ${TOKEN}` }, '{"title":"t fls_us_AbCdEf123456_•••"}'],
    ['nothing', { title: 'x1' }, '{"title":"x1"}'],
  ])('masks %s', (_what, body, expected) => {
    expect(maskBody(body, hidden)).toBe(expected);
  });

  it("masks what a tenant's own schema hides, and not what only sounds like it", () => {
    const pin = { ...defineAttribute('pin', 'A pin.'), mutability: 'writeOnly' as const };
    const schema = { id: 'urn:acme:User', name: 'Acme', description: '', attributes: [pin] };
    const type = extendType(USER_RESOURCE_TYPE, [schema]);
    const names = hiddenNamesOf(type);
    expect(maskBody({ 'urn:acme:User': { pin: '1', shipping: '2' } }, names)).toBe(
      '{"urn:acme:User":{"pin":"•••","shipping":"2"}}',
    );
  });
});

describe('texts', () => {
  it('are masked in URLs, filters and JSON', () => {
    expect(maskUrl('/Users?filter=password%20eq%20%22x1%22', hidden)).toBe('/Users?filter=password eq "•••"');
    expect(maskUrl('/Users?filter=title%20eq%20%22x1%22', hidden)).toBe(
      '/Users?filter=title%20eq%20%22x1%22',
    );
    expect(maskText('userName eq "x1"', hidden)).toBe('userName eq "x1"');
    expect(maskJson('{"password":"x1"', hidden)).toBe('•••');
  });
});
