import type { JsonValue } from '@flosum/scim-schema';
import { expandStringifiedValue } from './expand-stringified-value.js';

describe('expandStringifiedValue', () => {
  // Entra quirk Q12: a role as JSON text inside of `value`.
  it.each<[JsonValue, JsonValue]>([
    [{ value: '{"id":"06b0","value":"25","displayName":"Role1234"}' }, { value: '25', display: 'Role1234' }],
    [{ value: '{"value":"25","display":"D","displayName":"N"}' }, { value: '25', display: 'D' }],
    [
      { value: '{"value":"25"}', type: 'app', display: 'sent' },
      { value: '25', type: 'app', display: 'sent' },
    ],
    [{ value: '{"value":"25","displayName":5}' }, { value: '25' }],
  ])('expands %j', (sent, expanded) => {
    expect(expandStringifiedValue(sent)).toEqual(expanded);
  });

  it.each<JsonValue>([
    { value: 'admin' },
    { value: '{admin}' },
    { value: '{' },
    { value: '{"id":"06b0"}' },
    { value: '{"value":25}' },
    { value: '["25"]' },
    { value: ' {"value":"25"}' },
    { value: 5 },
    { display: '{"value":"25"}' },
    {},
    '{"value":"25"}',
    null,
    5,
    ['{"value":"25"}'],
  ])('leaves %j as it is', (sent) => {
    expect(expandStringifiedValue(sent)).toBe(sent);
  });
});
