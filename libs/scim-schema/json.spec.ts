import { isJsonObject, nameJsonType } from './index.js';

describe('nameJsonType', () => {
  it.each([
    [null, 'null', false],
    [[], 'a list', false],
    [{}, 'an object', true],
    ['', 'a string', false],
    [0, 'a number', false],
    [false, 'a boolean', false],
    [undefined, 'nothing', false],
  ])('calls %j %s', (value, name, isObject) => {
    expect(nameJsonType(value)).toBe(name);
    expect(isJsonObject(value)).toBe(isObject);
  });
});
