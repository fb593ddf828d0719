/** Fails when what `dist/index.html` loads first is above 300 kB compressed. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const LIMIT = 300_000;
const dist = join(import.meta.dirname, 'dist');
if (!existsSync(join(dist, 'index.html'))) {
  console.error('There is no console/dist. Run `npm run build -w console` first.');
  process.exit(1);
}

const html = readFileSync(join(dist, 'index.html'), 'utf8');
const loaded = [...html.matchAll(/(?:src|href)="\.\/(assets\/[^"]+)"/g)].map(([, path]) => path ?? '');
// What a first chunk imports statically comes with it, whether or not the page names it.
const files = new Set(loaded);
for (const path of files) {
  if (!path.endsWith('.js')) continue;
  const code = readFileSync(join(dist, path), 'utf8');
  for (const [, name] of code.matchAll(/(?:from|^import|;import)\s*"\.\/([^"]+\.js)"/g))
    files.add(`assets/${name}`);
}

let total = gzipSync(html).length;
for (const path of files) {
  const size = gzipSync(readFileSync(join(dist, path))).length;
  total += size;
  console.log(`${(size / 1000).toFixed(1).padStart(8)} kB  ${path}`);
}
console.log(`${(total / 1000).toFixed(1).padStart(8)} kB  first load, of ${LIMIT / 1000} kB`);
if (total > LIMIT) {
  console.error('The first load is too large: load pages and parts of pages when they are needed.');
  process.exit(1);
}
