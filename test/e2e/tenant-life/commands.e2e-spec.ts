import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runAdmin } from '../../harness/run-admin.js';
import { RunningApp } from '../../harness/running-app.js';

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

  /** Runs a command with what somebody types, and answers what it printed, or why it failed. */
  const run = async (words: readonly string[], typed = ''): Promise<{ printed: string; failure: string }> => {
    try {
      return { printed: (await runAdmin(app, words, typed)).trimEnd(), failure: '' };
    } catch (error) {
      return { printed: '', failure: (error as Error).message };
    }
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
      failure: 'This is not its slug. Nothing was deleted.',
    });
    expect(await run(['tenant', 'delete', 'going'], 'going\n')).toEqual({
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
    expect(await run(['users', 'import', 'staff', good, '--dry-run'])).toEqual({
      printed: [
        'LINE  RESULT   USER         WHY',
        '2     created  a@acme.test',
        '3     created  b@acme.test',
        'Nothing was stored. It would be: created 2, updated 0, unchanged 0, conflicts 0, rejected 0.',
      ].join('\n'),
      failure: '',
    });
    expect((await client.filter('userName pr')).totalResults).toBe(0);
    expect(await run(['users', 'import', 'staff', good])).toEqual({
      printed: 'Imported: created 2, updated 0, unchanged 0, conflicts 0, rejected 0.',
      failure: '',
    });
    const mixed = fileOf('mixed.jsonl', '{"userName": "a@acme.test", "title": "Z"}\n{"userName": 1}\n{');
    expect((await run(['users', 'import', 'staff', mixed])).failure).toBe(
      '2 records were not imported. Correct the file and import it again.',
    );
    const [a] = (await client.filter('userName eq "a@acme.test"')).Resources;
    expect(a).toMatchObject({ title: 'Z' });
  });

  it('users import lists for programs what it did not import', async () => {
    await app.newTenant('programs');
    const file = fileOf('one.jsonl', '{"userName": "a@acme.test"}');
    const { printed } = await run(['--json', 'users', 'import', 'programs', file, '--dry-run']);
    expect(JSON.parse(printed)).toEqual({
      records: [{ line: 1, outcome: 'created', userName: 'a@acme.test' }],
      summary: expect.objectContaining({ dryRun: true, records: 1, created: 1 }),
    });
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
