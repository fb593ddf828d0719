/** Builds the console when `dist` is missing or older than what it is made of; else it ends after a look at the dates. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const here = import.meta.dirname;
const built = join(here, 'dist', 'index.html');
const sources = ['index.html', 'package.json', 'vite.config.ts', 'tsconfig.json'].map((name) =>
  join(here, name),
);
for (const entry of readdirSync(join(here, 'src'), { recursive: true, withFileTypes: true })) {
  sources.push(join(entry.parentPath, entry.name));
}

const builtAt = existsSync(built) ? statSync(built).mtimeMs : 0;
if (sources.some((path) => statSync(path).mtimeMs > builtAt)) {
  process.stderr.write('Building the console…\n');
  const { status } = spawnSync('npm', ['run', '--silent', 'build', '--', '--logLevel', 'warn'], {
    cwd: here,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  process.exit(status ?? 1);
}
