// The properties for longer than in a normal run: `npm run fuzz`. FUZZ_FILTERS says how long, FUZZ_SEED repeats a run.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const jest = fileURLToPath(new URL('../../node_modules/jest/bin/jest.js', import.meta.url));
const { status } = spawnSync(
  process.execPath,
  [
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    jest,
    'test/properties',
    ...process.argv.slice(2),
  ],
  { stdio: 'inherit', env: { FUZZ_FILTERS: '20000', ...process.env } },
);
process.exitCode = status ?? 1;
