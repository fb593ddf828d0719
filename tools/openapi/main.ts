import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { readConfig } from '../../config/index.js';
import { describeApi } from '../../src/api-docs.js';
import { createApp } from '../../src/create-app.js';
import { createLogger } from '../../src/observability/index.js';

const FILE = 'docs/openapi.json';

/** Writes the description of the operator API down; with `--check`, says whether it is the one that is written. */
async function run(): Promise<void> {
  const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
  const described = await describe();
  if (!values.check) {
    await writeFile(FILE, described);
    return;
  }
  const written = await readFile(FILE, 'utf8').catch(() => '');
  if (written === described) return;
  process.stderr.write(`${FILE} is not what the code says. Run "npm run openapi" and commit the file.\n`);
  process.exitCode = 1;
}

/** As the application tells it that would start, on a database that keeps nothing. */
async function describe(): Promise<string> {
  const config = readConfig({ NODE_ENV: 'development', DATA_DIR: 'memory://' });
  const app = await createApp(config, createLogger('silent'));
  try {
    const options = await resolveConfig(FILE);
    return await format(JSON.stringify(describeApi(app.nest)), { ...options, filepath: FILE });
  } finally {
    await app.close();
  }
}

await run();
