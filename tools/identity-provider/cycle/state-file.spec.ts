import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStateFile } from './state-file.js';

const links = { 'oid-1': { id: 'id-1', disabled: false, userPrincipalName: 'a@contoso.example' } };

describe('openStateFile', () => {
  let folder: string;
  let file: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'state-file-'));
    file = join(folder, 'people.csv.state.json');
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('begins with nothing', async () => {
    expect(await openStateFile(file).load('https://a.example')).toEqual({});
    expect(await readdir(folder)).toEqual([]);
  });

  it('keeps the tenants apart and leaves no other file behind', async () => {
    await openStateFile(file).save('https://a.example', links);
    await openStateFile(file).save('https://b.example', {});

    expect(await openStateFile(file).load('https://a.example')).toEqual(links);
    expect(await openStateFile(file).load('https://b.example')).toEqual({});
    expect(await readdir(folder)).toEqual(['people.csv.state.json']);
  });

  it.each([
    'id,mail\n1,a@x.example\n',
    '{}',
    '{"format":"identity-provider-state-1","tenants":{"u":{"o":{"id":1}}}}',
  ])('neither reads nor overwrites a file that is something else: %j', async (text) => {
    await writeFile(file, text);

    await expect(openStateFile(file).load('https://a.example')).rejects.toThrow(
      'is not a state file of this tool',
    );
    await expect(openStateFile(file).save('https://a.example', links)).rejects.toThrow('is not a state file');
    expect(await readFile(file, 'utf8')).toBe(text);
  });

  it('says where it cannot write', async () => {
    const nowhere = join(folder, 'missing', 'state.json');
    await expect(openStateFile(nowhere).save('https://a.example', links)).rejects.toThrow(
      `${nowhere} cannot be written`,
    );
  });
});
