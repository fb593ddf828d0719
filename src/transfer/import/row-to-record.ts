import { USER_URN } from '@flosum/scim-schema';
import type { AttributeDefinition, JsonValue } from '@flosum/scim-schema';
import type { CsvColumn } from './csv-columns.js';
import type { UnreadableRecord, UserRecord } from './user-record.js';

type Changeable = Record<string, unknown>;

/** Makes a record of the cells of one row. An empty cell says nothing about its attribute. */
export function rowToRecord(
  line: number,
  columns: readonly CsvColumn[],
  cells: readonly string[],
): UserRecord | UnreadableRecord {
  if (cells.length !== columns.length) {
    const problem = `The row has ${count(cells.length, 'value')}, and the heading ${count(columns.length, 'column')}.`;
    return { line, problem };
  }
  if (cells.some((cell) => cell.includes('\uFFFD'))) {
    return { line, problem: 'The row has characters that are not in UTF-8. Save the file as "CSV UTF-8".' };
  }
  const body: Changeable = {};
  const values: (readonly [path: string, value: JsonValue])[] = [];
  columns.forEach((column, index) => {
    const cell = cells[index] ?? '';
    if (cell.trim() === '') return;
    const value = readCell(column.leaf, cell);
    put(body, column, value);
    values.push([column.path, value]);
  });
  const schemas = [USER_URN, ...Object.keys(body).filter((name) => name.startsWith('urn:'))];
  return {
    line,
    bytes: cells.reduce((sum, cell) => sum + cell.length, 0),
    userName: textAt(values, 'userName'),
    externalId: textAt(values, 'externalId'),
    body: { schemas, ...body },
    operations: () => values.map(([path, value]) => ({ op: 'replace', path, value })),
  };
}

function textAt(
  values: readonly (readonly [path: string, value: JsonValue])[],
  path: string,
): string | undefined {
  const value = values.find(([one]) => one === path)?.[1];
  return typeof value === 'string' ? value : undefined;
}

/** Cells are texts; what cannot be read as its type stays one, and is refused with the words of every other request. */
function readCell({ type }: AttributeDefinition, cell: string): JsonValue {
  const text = cell.trim();
  switch (type) {
    case 'boolean':
      return /^(true|false)$/i.test(text) ? text.toLowerCase() === 'true' : cell;
    case 'integer':
    case 'decimal':
      return Number.isFinite(Number(text)) ? Number(text) : cell;
    case 'dateTime':
      return text;
    default:
      return cell;
  }
}

function put(body: Changeable, { target, element, leaf }: CsvColumn, value: JsonValue): void {
  const { extension, attribute, subAttribute } = target;
  const holder = extension === undefined ? body : objectIn(body, extension.id);
  if (element !== undefined) {
    const list = (holder[attribute.name] ??= []) as Changeable[];
    elementIn(list, element)[leaf.name] = value;
  } else if (subAttribute === undefined) {
    holder[attribute.name] = value;
  } else {
    objectIn(holder, attribute.name)[subAttribute.name] = value;
  }
}

function objectIn(holder: Changeable, name: string): Changeable {
  return (holder[name] ??= {}) as Changeable;
}

function elementIn(list: Changeable[], element: Readonly<Record<string, JsonValue>>): Changeable {
  const [label] = Object.entries(element);
  const present = list.find((one) => label !== undefined && one[label[0]] === label[1]);
  if (present !== undefined) return present;
  const made = { ...element };
  list.push(made);
  return made;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
