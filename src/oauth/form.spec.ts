import { readForm } from './form.js';
import { InvalidOAuthRequestError } from './oauth-errors.js';

describe('readForm', () => {
  it('reads names and values, and leaves out what has no value', () => {
    expect(readForm('a=1&b=x%20y&c=x+y&d=&e')).toEqual({ a: '1', b: 'x y', c: 'x y' });
  });

  it.each(['a=1&a=2', 'a=1&a=', 'a=&a=1'])('refuses %s, which names a parameter twice', (body) => {
    expect(() => readForm(body)).toThrow(InvalidOAuthRequestError);
  });

  it('has no parameters but those that were sent', () => {
    expect(readForm('a=1').constructor).toBeUndefined();
    expect(readForm('__proto__=1')).not.toHaveProperty('toString');
  });
});
