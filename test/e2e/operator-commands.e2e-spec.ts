import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runAdmin } from '../harness/run-admin.js';
import { RunningApp } from '../harness/running-app.js';

const ACME = 'urn:ietf:params:scim:schemas:extension:acme:2.0:User';

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

  const run = async (...words: readonly string[]): Promise<readonly string[]> =>
    (await runAdmin(app, words)).trimEnd().split('\n');

  const fileOf = (text: string): string => {
    const file = join(folder, 'extension.json');
    writeFileSync(file, text);
    return file;
  };

  it('tenant set changes what is named and shows all settings', async () => {
    await run('tenant', 'create', 'settings');
    expect(await run('tenant', 'set', 'settings')).toEqual([
      'SETTING             VALUE',
      'group-provisioning  off',
      'default-timezone    Etc/UTC',
      'dialect             tolerant',
      'repeated-create     conflict',
      'rate-limit          default',
      'provisioning        on',
      'request-log-days    30',
    ]);
    const words =
      '--group-provisioning on --dialect strict --repeated-create return-existing --default-timezone Asia/Tokyo --rate-limit 30/90 --provisioning off --request-log-days 90';
    expect(await run('tenant', 'set', 'settings', ...words.split(' '))).toEqual([
      'SETTING             VALUE',
      'group-provisioning  on',
      'default-timezone    Asia/Tokyo',
      'dialect             strict',
      'repeated-create     return-existing',
      'rate-limit          30/90',
      'provisioning        off',
      'request-log-days    90',
    ]);
    expect(await run('tenant', 'set', 'settings', '--group-provisioning', 'off')).toContain(
      'group-provisioning  off',
    );
    expect(await run('tenant', 'set', 'settings')).toContain('dialect             strict');
    expect(await run('tenant', 'set', 'settings', '--rate-limit', 'default')).toContain(
      'rate-limit          default',
    );
  });

  it.each([
    [['tenant', 'set', 'acme', '--group-provisioning', 'yes'], 'Allowed choices are on, off'],
    [['tenant', 'set', 'acme', '--dialect', 'entra'], 'Allowed choices are tolerant, strict'],
    [['tenant', 'set', 'acme', '--default-timezone', 'Mars'], 'settings.defaultTimezone is a time zone'],
    [['tenant', 'set', 'acme', '--provisioning', 'maybe'], 'Allowed choices are on, off'],
    [
      ['tenant', 'set', 'acme', '--request-log-days', '400'],
      'requestLogDays is a number of days from 1 to 365',
    ],
    [
      ['tenant', 'set', 'acme', '--request-log-days', 'all'],
      'requestLogDays is a number of days from 1 to 365',
    ],
    [['tenant', 'set', 'nobody', '--dialect', 'strict'], 'no tenant'],
    [['extension', 'put', 'acme', 'no-such-file.json'], 'cannot be read'],
    [['extension', 'remove', 'acme', ACME], 'no schema extension'],
  ])('%j says what is wrong', async (words, reason) => {
    await run('tenant', 'create', 'acme').catch(() => undefined);
    await expect(run(...words)).rejects.toThrow(reason);
  });

  it.each([
    ['{', 'is not JSON'],
    ['[]', '"id"'],
    ['{"name": "Acme"}', '"id"'],
    [`{"id": "${ACME}", "name": "Acme", "attributes": [{"name": "1"}]}`, 'attributes.0.name takes'],
    ['{"id": "acme", "name": "Acme", "attributes": [{"name": "badge"}]}', 'urn is a URN such as'],
  ])('extension put says what is wrong with the file %j', async (text, reason) => {
    await run('tenant', 'create', 'files').catch(() => undefined);
    await expect(run('extension', 'put', 'files', fileOf(text))).rejects.toThrow(reason);
  });

  it('extension put, list and remove', async () => {
    await run('tenant', 'create', 'extensions');
    expect(await run('extension', 'list', 'extensions')).toEqual(['None.']);
    const file = fileOf(
      JSON.stringify({
        id: ACME,
        name: 'Acme',
        attributes: [{ name: 'badge' }, { name: 'floors', type: 'integer', multiValued: true }],
      }),
    );

    expect(await run('extension', 'put', 'extensions', file)).toEqual([
      `${ACME} has these attributes from the next request on:`,
      '',
      'ATTRIBUTE  TYPE',
      'badge      string',
      'floors     list of integer',
    ]);
    expect(await run('extension', 'list', 'extensions')).toEqual([
      `URN${' '.repeat(ACME.length - 3)}  NAME  ATTRIBUTE  TYPE`,
      `${ACME}  Acme  badge      string`,
      `${ACME}  Acme  floors     list of integer`,
    ]);
    expect(await run('extension', 'remove', 'extensions', ACME)).toEqual(['Removed.']);
    expect(await run('extension', 'list', 'extensions')).toEqual(['None.']);
  });
});
