import { defineAttribute, extendType, USER_RESOURCE_TYPE } from '@flosum/scim-schema';
import { hiddenNamesOf, maskBody, maskJson, maskText, maskUrl } from './mask-secrets.js';

const hidden = hiddenNamesOf(USER_RESOURCE_TYPE);
const TOKEN = 'fls_us_AbCdEf123456_ThisIsTheSecretPartOfTheToken';

describe('maskBody', () => {
  it.each([
    ['an attribute', { password: 'x1', title: 'a' }, '{"password":"•••","title":"a"}'],
    ['another spelling', { PassWord: 'x1' }, '{"PassWord":"•••"}'],
    ['a path', { path: 'password', value: 'x1' }, '{"path":"password","value":"•••"}'],
    ['a path in capitals', { Path: 'password', Value: 'x1' }, '{"Path":"password","Value":"•••"}'],
    [
      'a path with a URN',
      { path: 'urn:a:User:password', value: 'x1' },
      '{"path":"urn:a:User:password","value":"•••"}',
    ],
    ['JSON as text', { value: '{"password":"x1"}' }, '{"value":"•••"}'],
    ['a list', [{ a: [{ password: ['x1'] }] }], '[{"a":[{"password":"•••"}]}]'],
    ['a filter', { filter: 'password eq "x1"' }, '{"filter":"password eq \\"•••\\""}'],
    ['a filter in a path', { path: 'a[password eq x1].b' }, '{"path":"a[password eq •••"}'],
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

  it.each([
    ['password eq x1', 'password eq •••'],
    ['password eq "x1', 'password eq "•••"'],
    ['password EQ "x1\\', 'password EQ "•••"'],
    ['title pr and urn:a:User:password  co x1 or x', 'title pr and urn:a:User:password  co •••'],
    ['The attribute password is never returned.', 'The attribute password is never returned.'],
  ])('are masked when they are no filter: %s', (text, masked) => {
    expect(maskText(text, hidden)).toBe(masked);
  });

  it('are found to hold a signed token, wherever it begins', () => {
    const signed = 'eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJqYW5lIn0.c2lnbmF0dXJl';
    expect(maskText(`a ${signed} b`, hidden)).toBe('a ••• b');
    expect(maskText(`Bearer-${signed}`, hidden)).toBe('Bearer-•••');
    expect(maskText(`session-token.v1.${signed}`, hidden)).toBe('session-token.v1.•••');
    expect(maskText('www.example-site.com.au', hidden)).toBe('www.example-site.com.au');
  });

  // A megabyte of what makes a search begin again at each place; were it not linear, each would take minutes.
  it.each([
    ['beginnings of tokens', '-eyJ'],
    ['names and dots', 'eyJeyJeyJ.'],
    ['dots', '.'],
    ['letters', 'a'],
    ['escaped quotation marks', '\\"'],
    ['quotation marks', '"'],
    ['hidden names', 'password'],
    ['hidden names and blanks', 'password  '],
    ['public parts of tokens', 'fls_us_AbCdEf123456_'],
  ])('of %s without an end take no time', (_what, piece) => {
    const text = `password "${piece.repeat(1_048_576 / piece.length)}`;
    const start = process.cpuUsage();
    maskText(text, hidden);
    maskBody({ Operations: [{ Path: 'password', Value: text }, text] }, hidden);
    maskUrl(text, hidden);
    expect(process.cpuUsage(start).user).toBeLessThan(5_000_000);
  });
});
