import { isFromOwnPage, isPrefetch } from './request-origin.js';

const OWN = 'https://scim.example.test';

describe('isFromOwnPage', () => {
  it.each([
    [{ 'sec-fetch-site': 'same-origin' }, true],
    [{ 'sec-fetch-site': 'same-origin', origin: 'null' }, true],
    [{ origin: OWN }, true],
    [{}, false],
    [{ origin: 'null' }, false],
    [{ origin: 'https://evil.test' }, false],
    [{ origin: `${OWN}.evil.test` }, false],
    [{ origin: 'http://scim.example.test' }, false],
    [{ 'sec-fetch-site': 'cross-site', origin: 'https://evil.test' }, false],
    [{ 'sec-fetch-site': 'same-site', origin: 'https://other.example.test' }, false],
    [{ 'sec-fetch-site': 'none' }, false],
  ])('says of %j: %s', (headers, own) => {
    expect(isFromOwnPage(headers, `${OWN}/below`)).toBe(own);
  });
});

describe('isPrefetch', () => {
  it.each([
    [{ 'sec-purpose': 'prefetch' }, true],
    [{ 'sec-purpose': 'prefetch;prerender' }, true],
    [{ purpose: 'prefetch' }, true],
    [{}, false],
    [{ purpose: 'navigate' }, false],
  ])('says of %j: %s', (headers, prefetch) => {
    expect(isPrefetch(headers)).toBe(prefetch);
  });
});
