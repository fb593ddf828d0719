import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { InputError } from '../input-error.js';
import type { Person } from './person.js';

interface Row {
  readonly fields: Readonly<Record<string, string>>;
  readonly line: number;
}

/**
 * Reads the CSV of *Download users*. Columns may stand in any order and any case, and
 * only an id and `mail` must be there. Values are kept exactly as they are written.
 *
 * @throws {@link InputError} naming the column or the line that is wrong.
 */
export function readPeople(csvText: string): Person[] {
  const { columns, rows } = readRows(csvText);
  const idColumn = columns.includes('objectid') ? 'objectid' : 'id';
  requireColumn(columns, idColumn, '"id" (or "objectId")');
  requireColumn(columns, 'mail', '"mail"');

  const people = rows.map((row) => toPerson(row, idColumn));
  refuseRepeatedIds(people, rows);
  return people;
}

/** {@link readPeople} for a file; every message names the file. */
export async function readPeopleFile(file: string): Promise<Person[]> {
  try {
    return readPeople(await readFile(file, 'utf8'));
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    throw new InputError(`The people cannot be read from ${file}: ${problem}`, { cause: error });
  }
}

/** The first people of a file, for a small demonstration. */
export function takeFirst(people: readonly Person[], count: number): Person[] {
  return people.slice(0, count);
}

function readRows(csvText: string): { columns: readonly string[]; rows: Row[] } {
  let columns: readonly string[] = [];
  const nameColumns = (header: string[]): string[] => {
    const names = header.map((name) => name.trim().toLowerCase());
    columns = names;
    return names;
  };
  try {
    const rows = parse<Row, Record<string, string>>(csvText, {
      bom: true,
      columns: nameColumns,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      on_record: (fields, { lines }) => ({ fields, line: lines }),
    });
    return { columns, rows };
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    throw new InputError(`This is not a readable CSV file: ${problem}.`, { cause: error });
  }
}

function requireColumn(columns: readonly string[], column: string, wanted: string): void {
  if (columns.includes(column)) return;
  const found = columns.length === 0 ? 'The file is empty' : `Its columns are: ${columns.join(', ')}`;
  throw new InputError(`The column ${wanted} is missing. ${found}.`);
}

function toPerson({ fields, line }: Row, idColumn: string): Person {
  const cell = (column: string): string | undefined => {
    const value = fields[column];
    return value === undefined || value.trim() === '' ? undefined : value;
  };
  const objectId = cell(idColumn)?.trim();
  if (objectId === undefined) throw new InputError(`Line ${line} has no value in the column "${idColumn}".`);
  const mail = cell('mail');
  return {
    objectId,
    userPrincipalName: cell('userprincipalname') ?? mail ?? objectId,
    mail,
    displayName: cell('displayname'),
    givenName: cell('givenname'),
    surname: cell('surname'),
    jobTitle: cell('jobtitle'),
    department: cell('department'),
    accountEnabled: readEnabled(cell('accountenabled'), line),
  };
}

function readEnabled(value: string | undefined, line: number): boolean {
  if (value === undefined) return true;
  switch (value.trim().toLowerCase()) {
    case 'true':
      return true;
    case 'false':
      return false;
    default:
      throw new InputError(`Line ${line}: "accountEnabled" must be True or False, not "${value}".`);
  }
}

/** A directory cannot hold an id twice, so a file that does was put together by mistake. */
function refuseRepeatedIds(people: readonly Person[], rows: readonly Row[]): void {
  const lineOf = new Map<string, number>();
  people.forEach(({ objectId }, index) => {
    const line = rows[index]?.line ?? 0;
    const earlier = lineOf.get(objectId);
    if (earlier !== undefined) {
      throw new InputError(`The id ${objectId} stands in line ${earlier} and again in line ${line}.`);
    }
    lineOf.set(objectId, line);
  });
}
