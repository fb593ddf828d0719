import { parseFilter, positionOf } from './index.js';

describe('positionOf', () => {
  it('tells where each part of a filter began', () => {
    const filter = parseFilter('  userName pr and not (emails[type eq "x"].value pr)');

    expect(positionOf(filter)).toBe(2);
    expect(filter).toMatchObject({ kind: 'and', operands: [{ kind: 'present' }, { kind: 'not' }] });
    if (filter.kind !== 'and') return;
    expect(filter.operands.map(positionOf)).toEqual([2, 18]);
  });

  it('tells 0 for a filter that was made by hand', () => {
    expect(positionOf({ kind: 'present', path: { attribute: 'a' } })).toBe(0);
  });
});
