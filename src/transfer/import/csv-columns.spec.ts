import { ENTERPRISE_USER_URN, USER_RESOURCE_TYPE } from '@flosum/scim-schema';
import { readColumns } from './csv-columns.js';
import { InvalidColumnsError } from './invalid-columns.error.js';
import type { ColumnProblem } from './invalid-columns.error.js';

const pathOf = (heading: string): string | undefined =>
  readColumns(USER_RESOURCE_TYPE, ['externalId', heading]).at(-1)?.path;

const problemsOf = (...headings: readonly string[]): readonly ColumnProblem[] => {
  try {
    readColumns(USER_RESOURCE_TYPE, headings);
  } catch (error) {
    if (error instanceof InvalidColumnsError) return error.columns;
    throw error;
  }
  return [];
};

describe('readColumns', () => {
  it.each([
    ['userName', 'userName'],
    [' USERNAME ', 'userName'],
    ['name.givenname', 'name.givenName'],
    ['email', 'emails[type eq "work"].value'],
    ['Work Email', 'emails[type eq "work"].value'],
    ['emails[type eq "home"].value', 'emails[type eq "home"].value'],
    ['emails[Type eq "home"]', 'emails[type eq "home"].value'],
    ['roles[primary eq true].value', 'roles[primary eq true].value'],
    ['roles[primary eq "True"].value', 'roles[primary eq true].value'],
    ['addresses[type eq "work"].locality', 'addresses[type eq "work"].locality'],
    ['department', `${ENTERPRISE_USER_URN}:department`],
    [`${ENTERPRISE_USER_URN}:department`, `${ENTERPRISE_USER_URN}:department`],
    ['manager', `${ENTERPRISE_USER_URN}:manager.value`],
  ])('takes %j for %s', (heading, path) => {
    expect(pathOf(heading)).toBe(path);
  });

  it.each([
    ['colour', 'is no attribute'],
    ['', 'has no name'],
    ['name', 'has parts: write which, such as name.formatted'],
    ['name.colour', 'is no attribute'],
    ['emails', 'is a list: write which value of it, such as emails[type eq "work"].value'],
    ['emails.value', 'is a list'],
    ['emails[value co "a"].value', 'chooses a value in a way that is not understood'],
    ['emails[type eq "work"].colour', 'is no attribute'],
    ['emails[', 'is no attribute'],
    ['id', 'is set by the service itself'],
    ['groups[type eq "direct"].value', 'is set by the service itself'],
  ])('refuses %j', (heading, problem) => {
    expect(problemsOf('userName', heading)).toEqual([
      { column: heading, problem: expect.stringContaining(problem) },
    ]);
  });

  it('names every column that is wrong, and one that is there twice', () => {
    expect(problemsOf('userName', 'a', 'b', 'email', 'work email').map(({ column }) => column)).toEqual([
      'a',
      'b',
      'emails[type eq "work"].value',
    ]);
  });

  it('wants to know who it is', () => {
    expect(problemsOf('title')).toEqual([
      { column: 'userName', problem: expect.stringContaining('is missing') },
    ]);
    expect(problemsOf('externalId')).toEqual([]);
  });
});
