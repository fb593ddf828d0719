import { LinkTable, type Link } from './link-table.js';

const link = (id: string, disabled = false): Link => ({ id, disabled, userPrincipalName: 'x' });

describe('LinkTable', () => {
  it('lets an account belong to one person only', () => {
    const table = new LinkTable({ a: link('1') });

    table.keep('b', link('1'));

    expect(table.find('a')).toBeUndefined();
    expect(table.ownerOf('1')).toBe('b');
  });

  it('lets a person have one account only', () => {
    const table = new LinkTable({ a: link('1') });

    table.keep('a', link('2'));

    expect(table.ownerOf('1')).toBeUndefined();
    expect(table.toLinks()).toEqual({ a: link('2') });
  });

  it('does not take the account from its new owner when the old link is forgotten', () => {
    const table = new LinkTable({ a: link('1') });
    table.keep('b', link('1'));

    table.forget('a');

    expect(table.ownerOf('1')).toBe('b');
  });

  it('knows whether anything has changed', () => {
    const table = new LinkTable({ a: link('1') });

    table.keep('a', link('1'));
    table.forget('nobody');
    expect(table.version).toBe(0);

    table.keep('a', link('1', true));
    expect(table.version).toBe(1);
  });
});
