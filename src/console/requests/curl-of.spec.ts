import { curlOf } from './curl-of.js';

const LOOK_UP = { method: 'GET', url: '/api/v1/scim/Users?count=1', requestBody: null };

describe('curlOf', () => {
  it.each([
    ['https://scim.example.test', 'https://scim.example.test/api/v1/scim/Users?count=1'],
    ['https://example.test/flosum/', 'https://example.test/flosum/api/v1/scim/Users?count=1'],
  ])('goes to where %s leads', (publicUrl, address) => {
    expect(curlOf(LOOK_UP, publicUrl)).toBe(`curl -X GET '${address}' -H "Authorization: Bearer $TOKEN"`);
  });

  it('leaves a quote in a body what it is', () => {
    const request = { method: 'POST', url: '/api/v1/scim/Users', requestBody: `{"userName":"o'brien"}` };
    expect(curlOf(request, 'https://scim.example.test')).toContain(`'{"userName":"o'\\''brien"}'`);
  });
});
