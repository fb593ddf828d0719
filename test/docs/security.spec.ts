import { existsSync, readFileSync } from 'node:fs';

const PAGE = readFileSync('docs/security.md', 'utf8');

describe('docs/security.md', () => {
  const named = [...PAGE.matchAll(/`((?:src|test|config)\/[\w./-]+)`/g)].map(([, path = '']) => path);

  it('names a test for what it says', () => {
    expect(named.length).toBeGreaterThan(30);
  });

  it.each([...new Set(named)])('names %s, which is there', (path) => {
    expect(existsSync(path)).toBe(true);
  });
});
