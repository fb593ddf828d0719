import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { runProgram } from './run-program.js';

/**
 * Every block marked `ts` in these pages is a module of its own. It is type-checked as strictly as our own code, and
 * run by plain Node against the built libs. What `console.log` prints has to be, line by line, what the comments
 * `// → …` in the block say: a text as it is, everything else as JSON, several values with a blank between.
 */
const README_OF_LIBS = readdirSync('libs')
  .map((lib) => `libs/${lib}/README.md`)
  .filter((page) => existsSync(join(page, '../package.json')));
const PAGES = [
  ...README_OF_LIBS,
  'README.md',
  ...readdirSync('docs')
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

const PRINT = `
  const asText = (value) => (typeof value === 'string' ? value : String(JSON.stringify(value)));
  console.log = (...values) => process.stdout.write(values.map(asText).join(' ') + '\\n');
`;

const EXAMPLES = PAGES.flatMap((page) => {
  const text = readFileSync(page, 'utf8');
  return [...text.matchAll(/^```(?:ts|typescript)\b.*\n([^]*?)^```$/gm)].map((match) => {
    const line = text.slice(0, match.index).split('\n').length;
    return {
      page,
      where: `${page}:${line}`,
      // Blank lines before it make the compiler name the lines of the page.
      code: '\n'.repeat(line) + (match[1] ?? ''),
      file: `${page.replace(/\W/g, '-')}-${line}`,
    };
  });
});

const folder = mkdtempSync(join(tmpdir(), 'flosum-examples-'));

beforeAll(() => {
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'), 'dir');
  writeFileSync(join(folder, 'print.mjs'), PRINT);
  for (const { file, code } of EXAMPLES) writeFileSync(join(folder, `${file}.mts`), code);
  const compilerOptions = {
    // Without the condition that leads to the sources: as everybody else sees the libs.
    customConditions: [],
    types: ['node'],
    composite: false,
    incremental: false,
    declaration: false,
    sourceMap: false,
  };
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ extends: resolve('tsconfig.base.json'), compilerOptions, include: ['*.mts'] }),
  );
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

it.each(README_OF_LIBS)('%s has examples', (page) => {
  expect(EXAMPLES.filter((example) => example.page === page)).not.toEqual([]);
});

describe('the examples', () => {
  let compiled: Awaited<ReturnType<typeof runProgram>>;

  beforeAll(async () => {
    compiled = await runProgram(
      folder,
      process.execPath,
      resolve('node_modules/typescript/bin/tsc'),
      '-p',
      '.',
    );
  }, 60_000);

  it('type-check', () => {
    expect(compiled).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  it.each(EXAMPLES)('print what they say: $where', async ({ file, code }) => {
    const said = [...code.matchAll(/\/\/ → (.*)$/gm)].map((match) => match[1]);
    const { stdout, ...outcome } = await runProgram(
      folder,
      process.execPath,
      '--import',
      './print.mjs',
      `${file}.mjs`,
    );

    expect(outcome).toEqual({ status: 0, stderr: '' });
    expect(said).not.toEqual([]);
    expect(stdout.split('\n').slice(0, -1)).toEqual(said);
  });
});
