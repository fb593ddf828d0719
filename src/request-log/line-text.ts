import type { NewLine } from './make-line.js';

/** The columns of a line, in the order of its text, and their types. */
export const LINE_COLUMNS: Readonly<Record<keyof NewLine, string>> = {
  id: 'uuid',
  at: 'timestamptz',
  request_id: 'text',
  method: 'text',
  route: 'text',
  url: 'text',
  resource_type: 'text',
  resource_id: 'uuid',
  status: 'smallint',
  scim_type: 'text',
  outcome: 'text',
  refusal: 'text',
  milliseconds: 'integer',
  meaning: 'text',
  person_name: 'text',
  person_active: 'boolean',
  token_id: 'uuid',
  change_kind: 'text',
  change_version: 'integer',
  deviations: 'text[]',
  request_headers: 'json',
  request_body: 'text',
  response_body: 'text',
};

const NAMES = Object.keys(LINE_COLUMNS) as readonly (keyof NewLine)[];

/** Between lines, between the values of one, and in the place of a value that is not there. */
export const LINE_END = '\x1d';
export const SEPARATOR = '\x1f';
export const NOTHING = '\x1e';

/** Those, and the one that PostgreSQL has none for. */
const UNSTORABLE = /[\0\x1d-\x1f]/g;

/** A line as text, which `string_to_array` takes apart: that costs PostgreSQL half of what reading JSON does. */
export function textOfLine(line: NewLine): string {
  return NAMES.map((name) => textOf(line[name])).join(SEPARATOR) + LINE_END;
}

function textOf(value: string | number | boolean | undefined): string {
  if (value === undefined) return NOTHING;
  return typeof value === 'string' ? value.replace(UNSTORABLE, '\uFFFD') : String(value);
}
