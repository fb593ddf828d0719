import type { Command } from 'commander';
import { TokenUsage } from '../../src/tenants/index.js';
import { describeFailure } from '../../tools/admin/describe-failure.js';
import { OperatorClient } from '../../tools/admin/operator-client.js';
import { createProgram } from '../../tools/admin/program.js';
import { runAdmin } from '../harness/run-admin.js';
import { OPERATOR_KEY, RunningApp } from '../harness/running-app.js';

const TOKEN = /fls_us_[0-9A-Za-z]{12}_[0-9A-Za-z]{49}/;

interface Listed {
  readonly items: readonly { readonly id: string; readonly name: string; readonly createdBy: string }[];
}

describe('npm run admin --', () => {
  let app: RunningApp;

  beforeAll(async () => {
    app = await RunningApp.start();
    for (const slug of ['acme', 'json', 'audited']) await run('tenant', 'create', slug);
  });
  afterAll(() => app.stop());

  const run = (...words: readonly string[]): Promise<string> => runAdmin(app, words);
  const json = async (...words: readonly string[]): Promise<unknown> =>
    JSON.parse(await run(...words, '--json'));

  /** The cells of a table, without its headings. */
  const cellsOf = (table: string): readonly (readonly string[])[] =>
    table
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => line.split(/ {2,}/));

  const failureOf = async (...words: readonly string[]): Promise<string | undefined> => {
    const failure = await run(...words).then(
      () => undefined,
      (error: unknown) => error,
    );
    return describeFailure(failure, words.includes('--json'));
  };

  it('token create, list, rotate and revoke tell of the life of a token', async () => {
    expect(await run('token', 'list', 'acme')).toBe('None.\n');
    const made = await run('token', 'create', 'acme', '--expires-in-days', '30');
    const [token = ''] = TOKEN.exec(made) ?? [];
    expect(made).toContain('It is shown this once. It expires on ');
    const [before = []] = cellsOf(await run('token', 'list', 'acme'));
    expect(before.slice(0, 4)).toEqual([
      'Entra ID',
      expect.any(String),
      'expires in 30 days, never used',
      'never',
    ]);
    const id = before.at(-1) ?? '';

    await app.clientOf(token).get('/Users').set('User-Agent', 'curl/8').expect(200);
    await app.app.nest.get(TokenUsage).write();
    const [used = []] = cellsOf(await run('token', 'list', 'acme'));
    expect(used[2]).toBe('expires in 30 days');
    expect(used[3]).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d, curl, 127\.0\.0\.0\/24$/);

    const rotated = await run('token', 'rotate', 'acme', id, '--overlap-minutes', '1');
    expect(rotated).toMatch(TOKEN);
    expect(rotated).toContain('The old token works for 1 more minute at most.');
    const [next = [], old = []] = cellsOf(await run('token', 'list', 'acme'));
    expect(old[2]).toMatch(/^replaced, silent, expires /);
    expect(old[4]).toMatch(/^silent since .*, overlap until /);
    expect(await run('token', 'revoke', 'acme', next.at(-1) ?? '')).toBe('Revoked.\n');
    expect(cellsOf(await run('token', 'list', 'acme'))[0]?.[2]).toBe('revoked');
  });

  it('--json prints what the operator API answers', async () => {
    const made = await json('token', 'create', 'json', '--expires-in-days', 'never');
    expect(made).toMatchObject({ name: 'Entra ID', token: expect.stringMatching(TOKEN), expiresAt: null });
    const { items } = (await json('token', 'list', 'json')) as Listed;
    expect(items).toEqual([
      expect.objectContaining({ name: 'Entra ID', summary: 'does not expire, never used' }),
    ]);
    expect(await json('token', 'rotate', 'json', items[0]?.id ?? '')).toMatchObject({ name: 'Entra ID' });
    expect(await json('token', 'revoke', 'json', items[0]?.id ?? '')).toEqual({ message: 'Revoked.' });
    expect(await json('tenant', 'show', 'json')).toMatchObject({ slug: 'json', region: 'us', settings: {} });
    expect(await json('tenant', 'set', 'json', '--name', 'Json Ltd.')).toMatchObject({ name: 'Json Ltd.' });
    expect(await json('tenant', 'list')).toMatchObject({ items: expect.arrayContaining([]) });
    expect(await json('extension', 'list', 'json')).toEqual({ items: [] });
    expect(await json('audit', 'list', 'json', '--limit', '1')).toMatchObject({
      items: [{ action: 'tenant.modified' }],
    });
  });

  it('tenant show tells what a tenant is and how it is set', async () => {
    const lines = (await run('tenant', 'show', 'acme')).split('\n');
    expect(lines).toEqual(
      expect.arrayContaining([
        'slug                acme',
        'status              active',
        'dialect             tolerant',
      ]),
    );
  });

  it('history tells what happened to a user', async () => {
    const { client } = await app.newTenant('people');
    const { body } = await client.create({ userName: 'jo@acme.test' }).expect(201);
    await client.patch(body, { op: 'replace', path: 'active', value: false }).expect(200);
    const rows = cellsOf(await run('history', 'people', 'user', body.id));
    expect(rows.map(([, what, version]) => [what, version])).toEqual([
      ['deactivated', '2'],
      ['created', '1'],
    ]);
    expect(cellsOf(await run('history', 'people', 'user', body.id, '--limit', '1'))).toEqual(
      rows.slice(0, 1),
    );
  });

  it('--acting-as names who acts, which audit list tells; without it, the user of the operating system', async () => {
    await run('tenant', 'set', 'audited', '--dialect', 'strict', '--acting-as', 'Zoë 鈴木');
    await run('--acting-as', 'Kim', 'token', 'create', 'audited');
    const rows = cellsOf(await run('audit', 'list', 'audited'));
    expect(rows.map(([, act, on, by, from]) => [act, on, by, from])).toEqual([
      ['api-token.created', 'Entra ID', 'Kim', '127.0.0.1'],
      ['tenant.modified', 'audited', 'Zoë 鈴木', '127.0.0.1'],
      ['tenant.created', 'audited', expect.stringMatching(/^(?!operator)./), '127.0.0.1'],
    ]);
    expect(cellsOf(await run('audit', 'list', '--actor', 'Kim'))).toEqual(rows.slice(0, 1));
    expect(cellsOf(await run('audit', 'list', 'audited', '--action', 'tenant.created'))).toEqual(
      rows.slice(2),
    );
    const { items } = (await json('token', 'list', 'audited')) as Listed;
    expect(items[0]?.createdBy).toBe('Kim');
  });

  it.each([
    [['token', 'rotate', 'acme', 'x', '--overlap-minutes', '-1'], 'from 0 to 43200'],
    [['token', 'rotate', 'acme', 'nonsense'], 'no API token with this id'],
    [['token', 'create', 'acme', '--expires-in-days', '4000'], 'expiresInDays is a number of days'],
    [['token', 'list', 'nobody'], 'no tenant with this id or slug'],
    [['tenant', 'show', 'nobody'], 'no tenant with this id or slug'],
    [['history', 'acme', 'person', 'x'], 'Allowed choices are user, group'],
    [['history', 'acme', 'user', 'x'], 'no history of a User'],
    [['audit', 'list', '--limit', '0'], 'from 1 to 100000'],
    [['audit', 'list', 'acme', '--actor', 'Kim'], 'actor is not a field'],
    [['audit', 'list', '--acting-as', 'x'.repeat(201), '--action', 'Nothing'], 'action is an action such as'],
    [['tenant', 'create', 'someone', '--acting-as', ''], 'X-Acting-As names who acts'],
    [['token'], ''],
  ])('%j fails, and says why', async (words, reason) => {
    expect((await failureOf(...words))?.toLowerCase()).toContain(reason.toLowerCase());
    const { detail } = JSON.parse((await failureOf(...words, '--json')) ?? 'null');
    expect(detail).toEqual(expect.any(String));
  });

  it('fails in words when nobody listens, also for programs', async () => {
    const program = createProgram(
      () => new OperatorClient('http://127.0.0.1:1', OPERATOR_KEY),
      () => undefined,
      () => undefined,
    );
    const failure = await program
      .parseAsync(['tenant', 'list'], { from: 'user' })
      .catch((error: unknown) => error);
    expect(describeFailure(failure, false)).toContain('Is the server running?');
    expect(JSON.parse(describeFailure(failure, true) ?? '')).toMatchObject({ title: 'OperatorApiError' });
    expect(describeFailure(new Error('not foreseen'), true)).toBeUndefined();
  });

  it('has help with an example for every command', async () => {
    const program = createProgram(
      () => new OperatorClient(app.url, OPERATOR_KEY),
      () => undefined,
      () => undefined,
    );
    const leaves = (command: Command, path: readonly string[]): readonly (readonly string[])[] =>
      command.commands.length === 0
        ? [path]
        : command.commands.flatMap((each) => leaves(each, [...path, each.name()]));
    const commands = leaves(program, []);
    expect(commands.length).toBeGreaterThan(12);
    for (const words of commands) {
      const help = await helpOf(words);
      expect(help).toMatch(/^Usage: npm run admin -- /);
      expect(help).toContain(`npm run admin -- ${words.join(' ')}`);
      expect(help).toMatch(/\nExamples?:\n {2}npm run admin -- /);
    }
  });

  const helpOf = async (words: readonly string[]): Promise<string> => {
    let printed = '';
    const program = createProgram(
      () => new OperatorClient(app.url, OPERATOR_KEY),
      (text) => {
        printed += text;
      },
      () => undefined,
    );
    await program.parseAsync([...words, '--help'], { from: 'user' }).catch(() => undefined);
    return printed;
  };
});
