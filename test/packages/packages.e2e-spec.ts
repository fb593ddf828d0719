import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { runProgram } from './run-program.js';

const LIBS = ['scim-filter', 'scim-patch', 'scim-schema'];

/** How long a compiler may take on a machine that does much else, in milliseconds. */
const PATIENCE = 60_000;

/** A folder outside of the repository: nothing in it can find the sources or the other packages by accident. */
const folder = mkdtempSync(join(tmpdir(), 'flosum-packages-'));
const project = join(folder, 'project');

const inProject = (...path: string[]) => join(project, ...path);
const installed = (lib: string, ...path: string[]) => inProject('node_modules', '@flosum', lib, ...path);
const write = (name: string, text: string) => {
  writeFileSync(inProject(name), text);
};
const filesBelow = (path: string) =>
  readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(path.length + 1))
    .sort();
const readJson = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;

async function npm(where: string, ...words: string[]) {
  // A cache of its own: with `--offline`, nothing can come from a registry, not even from an earlier visit.
  const outcome = await runProgram(where, 'npm', ...words, '--cache', join(folder, 'cache'));
  if (outcome.status !== 0) throw new Error(`npm ${words.join(' ')}\n${outcome.stdout}${outcome.stderr}`);
}

const node = async (file: string) => runProgram(project, process.execPath, file);

async function compile(options: Record<string, unknown>, ...files: string[]) {
  const compilerOptions = {
    target: 'es2023',
    lib: ['es2023'],
    types: [],
    strict: true,
    skipDefaultLibCheck: true,
    ...options,
  };
  write('tsconfig.json', JSON.stringify({ compilerOptions, files }));
  return runProgram(project, process.execPath, resolve('node_modules/typescript/bin/tsc'), '-p', '.');
}

beforeAll(async () => {
  mkdirSync(join(folder, 'tarballs'));
  mkdirSync(project);
  const libs = ['scim-schema', 'scim-filter', 'scim-patch'].map((lib) => `--workspace=libs/${lib}`);
  await npm('.', 'pack', ...libs, '--pack-destination', join(folder, 'tarballs'));
  write('package.json', '{ "private": true }');
  const tarballs = readdirSync(join(folder, 'tarballs')).map((name) => join(folder, 'tarballs', name));
  await npm(project, 'install', '--offline', '--no-audit', '--no-fund', ...tarballs);
}, 2 * PATIENCE);

afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('what an empty project gets', () => {
  it('is the three libs, once each, and nothing else', () => {
    const packages = filesBelow(inProject('node_modules')).filter((name) => name.endsWith('package.json'));

    expect(packages).toEqual(LIBS.map((lib) => join('@flosum', lib, 'package.json')));
  });

  it.each(LIBS)('has of %s the compiled modules, their types and maps, README and license only', (lib) => {
    const modules = filesBelow(join('libs', lib))
      .filter((name) => /^(?!dist\/|node_modules\/).*\.ts$/.test(name) && !name.endsWith('.spec.ts'))
      .map((name) => join('dist', name.slice(0, -'.ts'.length)));
    const files = filesBelow(installed(lib));

    expect(files).toEqual(
      expect.arrayContaining(modules.flatMap((name) => [`${name}.d.ts`, `${name}.js`, `${name}.js.map`])),
    );
    expect(files.filter((name) => !/^dist\/.*(?<!\.spec)(\.d\.ts|\.js|\.js\.map)$/.test(name))).toEqual([
      'LICENSE',
      'README.md',
      'package.json',
    ]);
  });

  it.each(LIBS)('has the license and the README of %s as they are here', (lib) => {
    expect(readFileSync(installed(lib, 'LICENSE'), 'utf8')).toBe(readFileSync('LICENSE', 'utf8'));
    expect(readFileSync(installed(lib, 'README.md'), 'utf8')).toBe(
      readFileSync(`libs/${lib}/README.md`, 'utf8'),
    );
  });

  it.each(LIBS)('has in the maps of %s the sources, for they are not beside them', (lib) => {
    expect(readJson(installed(lib, 'dist/index.js.map'))).toMatchObject({
      sources: ['../index.ts'],
      sourcesContent: [readFileSync(`libs/${lib}/index.ts`, 'utf8')],
    });
  });

  it.each(LIBS)('tells of %s what package managers, compilers and bundlers ask for', (lib) => {
    const manifest = readJson(installed(lib, 'package.json'));
    const imported = filesBelow(installed(lib, 'dist'))
      .filter((name) => !name.endsWith('.map'))
      .flatMap((name) => [
        ...readFileSync(installed(lib, 'dist', name), 'utf8').matchAll(/\bfrom '([^.'][^']*)'/g),
      ])
      .map((match) => match[1]);
    const versions = Object.fromEntries(
      LIBS.map((name) => [`@flosum/${name}`, readJson(`libs/${name}/package.json`).version]),
    );

    expect(manifest).toMatchObject({
      name: `@flosum/${lib}`,
      description: expect.stringMatching(/\.$/),
      license: 'MIT',
      type: 'module',
      engines: readJson('package.json').engines,
      sideEffects: false,
      main: './dist/index.js',
      types: './dist/index.d.ts',
      exports: {
        '.': { 'flosum-source': './index.ts', types: './dist/index.d.ts', default: './dist/index.js' },
        './package.json': './package.json',
      },
    });
    // The libs need each other in the versions that are here, and say so; they need nobody else.
    expect(Object.keys(manifest.dependencies ?? {}).sort()).toEqual([...new Set(imported)].sort());
    expect(versions).toMatchObject(manifest.dependencies ?? {});
    for (const other of ['peerDependencies', 'optionalDependencies', 'devDependencies']) {
      expect(manifest).not.toHaveProperty(other);
    }
  });
});

describe('without a compiler', () => {
  const BODY = `
    const filter = checkFilter(parseFilter('userName sw "J" and active eq true'), USER_RESOURCE_TYPE);
    const user = { userName: 'jane', active: false };
    const operations = prepareOperations(USER_RESOURCE_TYPE, [{ op: 'replace', path: 'active', value: true }]);
    const { resource } = applyPatch(USER_RESOURCE_TYPE, user, operations);
    const matches = (some) => evaluateFilter(filter, toComparable(USER_RESOURCE_TYPE, some));
    console.log(matches(user), matches(resource));`;
  const NAMES = {
    '@flosum/scim-filter': '{ checkFilter, evaluateFilter, parseFilter, toComparable }',
    '@flosum/scim-patch': '{ applyPatch, prepareOperations }',
    '@flosum/scim-schema': '{ USER_RESOURCE_TYPE }',
  };

  it.each([
    ['an ES module', 'plain.mjs', (names: string, lib: string) => `import ${names} from '${lib}';`],
    ['CommonJS', 'plain.cjs', (names: string, lib: string) => `const ${names} = require('${lib}');`],
  ])('runs from %s', async (_, file, load) => {
    write(file, [...Object.entries(NAMES).map(([lib, names]) => load(names, lib)), BODY].join('\n'));

    expect(await node(file)).toEqual({ status: 0, stdout: 'false true\n', stderr: '' });
  });

  it('is the same module for both', async () => {
    write(
      'both.mjs',
      `import { createRequire } from 'node:module';
       import { ScimError } from '@flosum/scim-schema';
       const require = createRequire(import.meta.url);
       console.log(require('@flosum/scim-schema').ScimError === ScimError);
       console.log(require('@flosum/scim-schema/package.json').name);`,
    );

    expect(await node('both.mjs')).toEqual({ status: 0, stdout: 'true\n@flosum/scim-schema\n', stderr: '' });
  });
});

describe('with the TypeScript compiler', () => {
  const SILENT = { status: 0, stdout: '', stderr: '' };
  const SEEN = {
    filter: 'userName eq "jane"',
    matches: true,
    patched: { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', 'urn:acme:User'], active: false },
    refusal: '400 invalidFilter at 12',
  };
  const takeSource = (name: string) => {
    copyFileSync('test/packages/use-libs.ts', inProject(name));
  };

  it(
    'type-checks and runs as ES module and as CommonJS',
    async () => {
      takeSource('typed.mts');
      takeSource('typed.cts');
      write('run.mjs', `import { seen } from './typed.mjs'; console.log(JSON.stringify(seen));`);
      write('run.cjs', `const { seen } = require('./typed.cjs'); console.log(JSON.stringify(seen));`);

      expect(await compile({ module: 'nodenext' }, 'typed.mts', 'typed.cts')).toEqual(SILENT);
      for (const file of ['run.mjs', 'run.cjs']) {
        const { stdout, ...outcome } = await node(file);
        expect(outcome).toEqual({ status: 0, stderr: '' });
        expect(JSON.parse(stdout)).toEqual(SEEN);
      }
    },
    PATIENCE,
  );

  it.each([
    ['for a bundler', { module: 'esnext', moduleResolution: 'bundler' }],
    [
      'for a Nest service that resolves as Node 10 did',
      { module: 'commonjs', moduleResolution: 'node10', ignoreDeprecations: '6.0' },
    ],
  ])(
    'type-checks %s',
    async (_, options) => {
      takeSource('typed.ts');

      expect(await compile({ ...options, noEmit: true }, 'typed.ts')).toEqual(SILENT);
    },
    PATIENCE,
  );
});
