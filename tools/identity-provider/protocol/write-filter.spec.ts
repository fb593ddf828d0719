import { writeFilter } from './write-filter.js';

describe('writeFilter', () => {
  it.each([
    ['jane@contoso.com', 'filter=userName+eq+%22jane%40contoso.com%22'],
    ['anna+hr@contoso.com', 'filter=userName+eq+%22anna%2Bhr%40contoso.com%22'],
    ["o'brien@contoso.com", 'filter=userName+eq+%22o%27brien%40contoso.com%22'],
    ['a b', 'filter=userName+eq+%22a+b%22'],
    ['say "hi"', 'filter=userName+eq+%22say+%5C%22hi%5C%22%22'],
    ['back\\slash', 'filter=userName+eq+%22back%5C%5Cslash%22'],
    ['müller', 'filter=userName+eq+%22m%C3%BCller%22'],
    ['100%&more', 'filter=userName+eq+%22100%25%26more%22'],
  ])('writes %s as %s, which decodes to a JSON string again', (value, query) => {
    expect(writeFilter('userName', value)).toBe(query);
    expect(new URLSearchParams(query).get('filter')).toBe(`userName eq ${JSON.stringify(value)}`);
  });
});
