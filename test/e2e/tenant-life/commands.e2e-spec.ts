import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { Command } from 'commander';
import { OperatorClient } from '../../../tools/admin/operator-client.js';
import { addTenantLifeCommands } from '../../../tools/admin/tenant-life-commands.js';
import type { Terminal } from '../../../tools/admin/tenant-life-commands.js';
import { addUserCommands } from '../../../tools/admin/user-commands.js';
import { OPERATOR_KEY, RunningApp } from '../../harness/running-app.js';

describe('npm run admin --', () => {
  let app: RunningApp;
  let folder: string;

  beforeAll(async () => {
    app = await RunningApp.start();
    folder = mkdtempSync(join(tmpdir(), 'flosum-scim-admin-'));
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await app.stop();
  });

  /** Runs a command with what somebody types, and answers what it printed and why it failed. */
  const run = async (
    words: readonly string[],
    typed = '',
  ): Promise<{ printed: string; told: string; failure: string }> => {
    const printed: string[] = [];
    const input = new PassThrough();
    input.end(typed);
    const output = new PassThrough().on('data', (chunk: Buffer) => printed.push(chunk.toString().trimEnd()));
    let told = '';
    const errors = new PassThrough().on('data', (chunk: Buffer) => (told += chunk.toString()));
    const terminal = { input, output, errors } as unknown as Terminal;
    const program = new Command().exitOverride();
    const client = (): OperatorClient => new OperatorClient(app.url, OPERATOR_KEY);
    const print = (text: string): void => void printed.push(text);
    addTenantLifeCommands(program, client, print, terminal);
    addUserCommands(program, client, print, terminal);
    const failure = await program.parseAsync(words, { from: 'user' }).then(
      () => '',
      (error: unknown) => (error as Error).message,
    );
    return { printed: printed.join('\n'), told, failure };
  };
  const fileOf = (name: string, text: string): string => {
    const file = join(folder, name);
    writeFileSync(file, text);
    return file;
  };

  it('tenant suspend and tenant resume', async () => {
    const { client } = await app.newTenant('pause');
    expect(await run(['tenant', 'suspend', 'pause'])).toMatchObject({
      printed: expect.stringContaining('pause is suspended'),
      failure: '',
    });
    await client.get('/Users').expect(403);
    expect((await run(['tenant', 'resume', 'pause'])).printed).toBe(
      'pause is active: its tokens work again.',
    );
    await client.get('/Users').expect(200);
  });

  it('tenant delete asks for the slug', async () => {
    await app.newTenant('going');
    expect(await run(['tenant', 'delete', 'going'], 'gone\n')).toEqual({
      printed: '',
      told: expect.stringContaining('going (going) is active.'),
      failure: 'This is not its slug. Nothing was deleted.',
    });
    expect(await run(['tenant', 'delete', 'going'], 'going\n')).toMatchObject({
      printed: 'going is deleted.',
      failure: '',
    });
    expect((await run(['tenant', 'delete', 'going'])).failure).toContain('no tenant');
  });

  it('tenant delete takes the slug as an option too', async () => {
    await app.newTenant('sure');
    expect((await run(['tenant', 'delete', 'sure', '--confirm', 'sure'])).printed).toContain(
      'sure is deleted.',
    );
  });

  it('tenant export writes a file, or to the terminal', async () => {
    const { client } = await app.newTenant('taken');
    await client.aUser({ userName: 'jo@acme.test' });
    const output = join(folder, 'taken.jsonl');
    const { printed } = await run(['tenant', 'export', 'taken', '--output', output]);
    expect(printed).toContain('user 1');
    const kinds = (text: string): string[] =>
      text
        .trimEnd()
        .split('\n')
        .map((line) => (JSON.parse(line) as { kind: string }).kind);
    expect(kinds(readFileSync(output, 'utf8'))).toEqual(expect.arrayContaining(['export', 'user', 'end']));
    expect(kinds((await run(['tenant', 'export', 'taken'])).printed)).toContain('user');
    expect((await run(['tenant', 'export', 'nobody'])).failure).toContain('no tenant');
  });

  it('users import tells what it did, and lists what it did not', async () => {
    const { client } = await app.newTenant('staff');
    const good = fileOf('good.csv', 'userName,title\na@acme.test,A\nb@acme.test,B\n');
    expect(await run(['users', 'import', 'staff', good, '--dry-run'])).toMatchObject({
      printed: [
        'LINE  RESULT   USER         WHY',
        '2     created  a@acme.test',
        '3     created  b@acme.test',
        'Nothing was stored. It would be: created 2, updated 0, unchanged 0, conflicts 0, rejected 0.',
      ].join('\n'),
      failure: '',
    });
    expect((await client.filter('userName pr')).totalResults).toBe(0);
    expect(await run(['users', 'import', 'staff', good])).toMatchObject({
      printed: 'Imported: created 2, updated 0, unchanged 0, conflicts 0, rejected 0.',
      failure: '',
    });
    const mixed = fileOf('mixed.jsonl', '{"userName": "a@acme.test", "title": "Z"}\n{"userName": 1}\n{');
    const { printed, failure } = await run(['users', 'import', 'staff', mixed]);
    expect(printed.split('\n')).toEqual([
      expect.stringMatching(/^LINE +RESULT +USER +WHY$/),
      expect.stringMatching(/^2 +rejected +The record has neither/),
      expect.stringMatching(/^3 +rejected +The line is not valid JSON/),
      'Imported: created 0, updated 1, unchanged 0, conflicts 0, rejected 2.',
    ]);
    expect(failure).toBe('2 records were not imported. Correct the file and import it again.');
  });

  it.each([
    ['no-such-file.csv', undefined, 'cannot be read'],
    ['wrong.csv', 'userName,colour\na,b', 'colour is no attribute of a User of this tenant'],
  ])('users import says what is wrong with %s', async (name, text, reason) => {
    await app.newTenant(`wrong-${name.length}`);
    const file = text === undefined ? join(folder, name) : fileOf(name, text);
    expect((await run(['users', 'import', `wrong-${name.length}`, file])).failure).toContain(reason);
  });
});
