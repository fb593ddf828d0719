import { validate as isUuid } from 'uuid';
import { InvalidRequestError, NO_CURSOR } from '../../administration/index.js';

/** A place in a list by id, with the total that the first page has told. */
export interface Place {
  readonly id: string;
  readonly total: number;
}

/**
 * Makes a cursor. It holds nothing that the page before has not shown, and every list is read in the scope of the tenant,
 * so nobody gains by making one up.
 */
export function makeCursor({ id, total }: Place): string {
  return Buffer.from(`${id} ${total}`).toString('base64url');
}

/**
 * @returns `undefined` for the first page.
 * @throws {@link InvalidRequestError}
 */
export function readCursor(cursor: string | undefined): Place | undefined {
  if (cursor === undefined) return undefined;
  const [id = '', total = ''] = Buffer.from(cursor, 'base64url').toString().split(' ');
  if (!isUuid(id) || !/^\d{1,10}$/.test(total)) throw invalidCursor();
  return { id, total: Number(total) };
}

/** What is said of a cursor that is none. */
export function invalidCursor(): InvalidRequestError {
  return new InvalidRequestError([{ field: 'cursor', problem: NO_CURSOR.message }]);
}
