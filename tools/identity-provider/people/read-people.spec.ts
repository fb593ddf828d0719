import { locateSample } from '../locate-sample.js';
import { readPeople, readPeopleFile, takeFirst } from './read-people.js';

describe('readPeople', () => {
  it('reads columns in any order and any case, behind a byte order mark', () => {
    const csv = '\uFEFFMail,OBJECTID,accountEnabled,Surname\njo@contoso.example,1,False,"van Dyk, ""Jo"""\n';

    expect(readPeople(csv)).toEqual([
      {
        objectId: '1',
        userPrincipalName: 'jo@contoso.example',
        mail: 'jo@contoso.example',
        displayName: undefined,
        givenName: undefined,
        surname: 'van Dyk, "Jo"',
        jobTitle: undefined,
        department: undefined,
        accountEnabled: false,
      },
    ]);
  });

  it('prefers objectId to id, keeps values as they are, and skips lines that hold nothing', () => {
    const people = readPeople('id,objectId,mail,displayName\r\n1,2, Jo@x.example ,  \r\n,,,\r\n\r\n');

    expect(people).toMatchObject([{ objectId: '2', mail: ' Jo@x.example ', displayName: undefined }]);
    expect(people).toHaveLength(1);
  });

  it.each([
    [
      'mail,displayName\nx,y',
      'The column "id" (or "objectId") is missing. Its columns are: mail, displayname.',
    ],
    ['id,displayName\nx,y', 'The column "mail" is missing'],
    ['', 'The file is empty'],
    ['id,mail\n1,a@x.example\n,b@x.example', 'Line 3 has no value in the column "id".'],
    ['id,mail\n1,a@x.example\n1,b@x.example', 'The id 1 stands in line 2 and again in line 3.'],
    [
      'id,mail,accountEnabled\n1,a@x.example,maybe',
      'Line 2: "accountEnabled" must be True or False, not "maybe".',
    ],
    ['id,mail\n1,"a', 'This is not a readable CSV file'],
    ['id,mail\n1', 'This is not a readable CSV file'],
  ])('says what is wrong with %j', (csv, problem) => {
    expect(() => readPeople(csv)).toThrow(problem);
  });

  it('names the file that cannot be read', async () => {
    await expect(readPeopleFile('no-such-file.csv')).rejects.toThrow('cannot be read from no-such-file.csv');
  });
});

describe('the sample', () => {
  it('holds 200 people with everything that real directories hold', async () => {
    const people = await readPeopleFile(locateSample());
    const mails = people.flatMap(({ mail }) => mail ?? []);
    const having = (test: RegExp): number => mails.filter((mail) => test.test(mail)).length;

    expect(people).toHaveLength(200);
    expect(mails).toHaveLength(199);
    expect(new Set(mails.map((mail) => mail.toLowerCase())).size).toBe(198);
    expect(having(/\+/)).toBeGreaterThan(1);
    expect(having(/'/)).toBeGreaterThan(1);
    expect(having(/[A-Z]/)).toBeGreaterThan(2);
    expect(people.filter(({ surname }) => surname === undefined).length).toBeGreaterThan(2);
    expect(people.filter(({ givenName }) => givenName === undefined).length).toBeGreaterThan(1);
    expect(people.filter(({ accountEnabled }) => !accountEnabled).length).toBeGreaterThan(2);
    expect(people.some(({ surname }) => /[äöüß]/.test(surname ?? ''))).toBe(true);
    expect(people.some(({ displayName }) => /\p{Script=Han}/u.test(displayName ?? ''))).toBe(true);
    expect(people.some(({ jobTitle }) => /[,"]/.test(jobTitle ?? ''))).toBe(true);
  });

  it('begins with 25 people of whom each can be created', async () => {
    const first = takeFirst(await readPeopleFile(locateSample()), 25);

    expect(first).toHaveLength(25);
    expect(first.every(({ mail, accountEnabled }) => mail !== undefined && accountEnabled)).toBe(true);
    expect(new Set(first.map(({ mail }) => mail?.toLowerCase())).size).toBe(25);
  });
});
