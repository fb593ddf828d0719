import { Cursors } from './cursor.js';
import type { CursorContext, CursorPlace } from './cursor.js';

const NOW = Date.UTC(2026, 0, 31);
const HOUR = 3_600_000;
const PLACE: CursorPlace = { key: 'jensen', id: '01890a5d-ac96-774b-bcce-b302099a8057', total: 7 };
const CONTEXT: CursorContext = { tenantId: 'acme', query: '["User",null,null]', count: 10 };

describe('Cursors', () => {
  const cursors = new Cursors('secret');

  it.each<CursorPlace>([
    PLACE,
    { ...PLACE, key: null },
    { ...PLACE, key: '', total: 0 },
    { ...PLACE, key: '\u00e9 \u{1f600} "\\' },
  ])('reads the place %j that it has made', (place) => {
    expect(cursors.read(cursors.make(place, CONTEXT, NOW), CONTEXT, NOW)).toEqual(place);
  });

  it('shows nothing, and never the same', () => {
    const cursor = cursors.make(PLACE, CONTEXT, NOW);
    expect(cursor).toMatch(/^[\w-]+$/);
    expect(Buffer.from(cursor, 'base64url').toString('latin1')).not.toContain('jensen');
    expect(cursors.make(PLACE, CONTEXT, NOW)).not.toBe(cursor);
  });

  it('works for an hour', () => {
    const cursor = cursors.make(PLACE, CONTEXT, NOW);
    expect(cursors.read(cursor, CONTEXT, NOW + HOUR)).toEqual(PLACE);
    expect(() => cursors.read(cursor, CONTEXT, NOW + HOUR + 1)).toThrow(
      expect.objectContaining({ scimType: 'expiredCursor' }),
    );
  });

  it.each<Partial<CursorContext>>([
    { tenantId: 'globex' },
    { query: '["User",null,["title",false]]' },
    { tenantId: 'globex', count: 5 },
  ])('refuses a cursor of another context: %j', (change) => {
    const cursor = cursors.make(PLACE, CONTEXT, NOW);
    // A foreign cursor must not tell its age either.
    for (const now of [NOW, NOW + 2 * HOUR]) {
      expect(() => cursors.read(cursor, { ...CONTEXT, ...change }, now)).toThrow(
        expect.objectContaining({ scimType: 'invalidCursor' }),
      );
    }
  });

  it('refuses another count', () => {
    const cursor = cursors.make(PLACE, CONTEXT, NOW);
    expect(() => cursors.read(cursor, { ...CONTEXT, count: 5 }, NOW)).toThrow(
      expect.objectContaining({ scimType: 'invalidCount' }),
    );
  });

  it('refuses a cursor that is too long to be one', () => {
    expect(() => cursors.read('A'.repeat(9_000), CONTEXT, NOW)).toThrow(
      expect.objectContaining({ scimType: 'invalidCursor' }),
    );
  });

  it('refuses a cursor of another installation', () => {
    const cursor = new Cursors('other secret').make(PLACE, CONTEXT, NOW);
    expect(() => cursors.read(cursor, CONTEXT, NOW)).toThrow(
      expect.objectContaining({ scimType: 'invalidCursor' }),
    );
  });

  it('refuses a cursor of which one character was changed, cut off or added', () => {
    const cursor = cursors.make(PLACE, CONTEXT, NOW);
    const changed = [...cursor].map((character, index) => {
      const replaced = character === 'A' ? 'B' : 'A';
      return cursor.slice(0, index) + replaced + cursor.slice(index + 1);
    });
    for (const forged of [...changed, cursor.slice(1), cursor.slice(0, -1), `${cursor}A`, `${cursor}=`]) {
      expect(() => cursors.read(forged, CONTEXT, NOW)).toThrow(
        expect.objectContaining({ scimType: 'invalidCursor' }),
      );
    }
  });

  it.each(['', ' ', 'A', 'A'.repeat(38), '\u00e9', 'a+b/c'])('refuses %j', (cursor) => {
    expect(() => cursors.read(cursor, CONTEXT, NOW)).toThrow(
      expect.objectContaining({ scimType: 'invalidCursor' }),
    );
  });
});
