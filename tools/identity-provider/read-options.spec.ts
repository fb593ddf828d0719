import { readOptions } from './read-options.js';

const read = (line: string, environmentToken?: string) =>
  readOptions(['node', 'main.js', ...line.split(' ')], environmentToken);

describe('readOptions', () => {
  it('needs only three things', () => {
    expect(read('--url http://x/scim --token t --users people.csv')).toEqual({
      url: 'http://x/scim',
      token: 't',
      users: 'people.csv',
      dialect: undefined,
      concurrency: 8,
      state: 'people.csv.state.json',
      purge: false,
      log: undefined,
      testConnection: false,
    });
  });

  it('reads everything else', () => {
    const line =
      '--url u --token t --users p --dialect aadOptscim062020 --concurrency 3 --state none --purge --log l --test-connection';
    expect(read(line)).toMatchObject({
      dialect: 'aadOptscim062020',
      concurrency: 3,
      state: 'none',
      purge: true,
      log: 'l',
      testConnection: true,
    });
  });

  it.each([
    ['--token a', 'b', 'a'],
    ['--purge', 'b', 'b'],
  ])('takes the token of %s and SCIM_TOKEN=%s', (option, environmentToken, token) => {
    expect(read(`--url u --users p ${option}`, environmentToken).token).toBe(token);
  });

  it.each([
    ['--url u --users p', undefined, 'SCIM_TOKEN'],
    ['--url u --users p', 'two words', 'holds a space'],
    ['--url u --token t', undefined, '--users FILE.csv'],
  ])('says what is missing in %s', (line, environmentToken, problem) => {
    expect(() => read(line, environmentToken)).toThrow(problem);
  });
});
