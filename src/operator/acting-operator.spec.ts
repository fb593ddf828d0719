import { InvalidRequestError } from '../administration/index.js';
import { readActor } from './acting-operator.js';

const from = (name?: string): Parameters<typeof readActor>[0] => ({
  headers: name === undefined ? {} : { 'x-acting-as': name },
  ip: '192.0.2.7',
  requestId: 'r-1',
});

describe('readActor', () => {
  it('is the operator when nobody is named', () => {
    expect(readActor(from())).toEqual({
      type: 'operator',
      name: 'operator',
      address: '192.0.2.7',
      requestId: 'r-1',
    });
  });

  it.each([
    ['a name', 'Jo Bloggs <jo@acme.test>', 'Jo Bloggs <jo@acme.test>'],
    ['blanks around it', '  jo  ', 'jo'],
    ['UTF-8, byte by byte', Buffer.from('Zoë 鈴木', 'utf8').toString('latin1'), 'Zoë 鈴木'],
    ['Latin-1', 'Zo\u00eb', 'Zoë'],
    ['as much as fits', 'x'.repeat(200), 'x'.repeat(200)],
  ])('takes %s', (_case, sent, name) => {
    expect(readActor(from(sent)).name).toBe(name);
  });

  it.each([
    ['nothing', ''],
    ['blanks', '   '],
    ['too much', 'x'.repeat(201)],
    ['a tab', 'a\tb'],
    ['a control character of Latin-1', 'a\u0085b'],
  ])('refuses %s, and names the header', (_case, sent) => {
    expect(() => readActor(from(sent))).toThrow(InvalidRequestError);
    expect(() => readActor(from(sent))).toThrow(
      expect.objectContaining({ errors: [expect.objectContaining({ field: 'X-Acting-As' })] }),
    );
  });
});
