import { ENTERPRISE_USER_URN, USER_RESOURCE_TYPE, USER_URN } from '@flosum/scim-schema';
import { readColumns } from './csv-columns.js';
import { rowToRecord } from './row-to-record.js';

const record = (headings: readonly string[], cells: readonly string[]): unknown => {
  const made = rowToRecord(7, readColumns(USER_RESOURCE_TYPE, headings), cells);
  return 'problem' in made ? made : { ...made, operations: made.operations() };
};

describe('rowToRecord', () => {
  it('makes the body of a POST and the operations of a PATCH', () => {
    const headings = [
      'userName',
      'active',
      'name.givenName',
      'email',
      'emails[type eq "work"].primary',
      'department',
    ];
    expect(record(headings, ['jo', 'FALSE', 'Jo', 'jo@acme.test', 'true', 'R&D'])).toEqual({
      line: 7,
      bytes: expect.any(Number),
      userName: 'jo',
      externalId: undefined,
      body: {
        schemas: [USER_URN, ENTERPRISE_USER_URN],
        userName: 'jo',
        active: false,
        name: { givenName: 'Jo' },
        emails: [{ type: 'work', value: 'jo@acme.test', primary: true }],
        [ENTERPRISE_USER_URN]: { department: 'R&D' },
      },
      operations: [
        { op: 'replace', path: 'userName', value: 'jo' },
        { op: 'replace', path: 'active', value: false },
        { op: 'replace', path: 'name.givenName', value: 'Jo' },
        { op: 'replace', path: 'emails[type eq "work"].value', value: 'jo@acme.test' },
        { op: 'replace', path: 'emails[type eq "work"].primary', value: true },
        { op: 'replace', path: `${ENTERPRISE_USER_URN}:department`, value: 'R&D' },
      ],
    });
  });

  it('says nothing about empty cells, and keeps blanks in others', () => {
    expect(record(['userName', 'title', 'nickName'], [' jo ', ' ', ''])).toMatchObject({
      userName: ' jo ',
      body: { schemas: [USER_URN], userName: ' jo ' },
      operations: [{ path: 'userName', value: ' jo ' }],
    });
  });

  it('leaves a value that does not fit to the rules of every other request', () => {
    expect(record(['userName', 'active'], ['jo', 'perhaps'])).toMatchObject({ body: { active: 'perhaps' } });
  });

  it.each([
    [['a', 'b'], 'The row has 2 values, and the heading 1 column.'],
    [['m\uFFFDller'], 'The row has characters that are not in UTF-8. Save the file as "CSV UTF-8".'],
  ])('makes none of %j', (cells, problem) => {
    expect(record(['userName'], cells)).toEqual({ line: 7, problem });
  });
});
