import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { readConfig } from '../../config/index.js';
import { describeApi, describeConsoleApi } from '../../src/api-docs.js';
import { createApp } from '../../src/create-app.js';
import { createLogger } from '../../src/observability/index.js';

const DOCUMENTS = {
  'docs/openapi.json': describeApi,
  'docs/console-openapi.json': describeConsoleApi,
} as const;

/** Writes the descriptions of the APIs down; with `--check`, says whether they are the ones that are written. */
async function run(): Promise<void> {
  const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
  for (const [file, described] of await describe()) {
    if (!values.check) {
      await writeFile(file, described);
      continue;
    }
    const written = await readFile(file, 'utf8').catch(() => '');
    if (written === described) continue;
    process.stderr.write(`${file} is not what the code says. Run "npm run openapi" and commit the file.\n`);
    process.exitCode = 1;
  }
}

/** As the application tells them that would start, on a database that keeps nothing. */
async function describe(): Promise<readonly (readonly [file: string, text: string])[]> {
  const config = readConfig({ NODE_ENV: 'development', DATA_DIR: 'memory://' });
  const app = await createApp(config, createLogger('silent'));
  try {
    return await Promise.all(
      Object.entries(DOCUMENTS).map(async ([file, make]) => {
        const options = await resolveConfig(file);
        const text = await format(JSON.stringify(make(app.nest)), { ...options, filepath: file });
        return [file, text] as const;
      }),
    );
  } finally {
    await app.close();
  }
}

await run();
