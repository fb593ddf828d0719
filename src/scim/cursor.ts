import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { ExpiredCursorError, InvalidCountError, InvalidCursorError } from '@flosum/scim-schema';
import type { ListPosition } from '../resources/index.js';

/** How long a cursor works, in seconds; also announced in ServiceProviderConfig. */
export const CURSOR_TIMEOUT = 3_600;

const ALGORITHM = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const MAX_CURSOR_LENGTH = 8_192;

/** What a cursor belongs to: the same place in another query, or of another tenant, means nothing. */
export interface CursorContext {
  readonly tenantId: string;
  /** All parameters that decide what is listed in which order, as text. */
  readonly query: string;
  readonly count: number;
}

/** Where the next page begins, and the total that the first page has told. */
export interface CursorPlace extends ListPosition {
  readonly total: number;
}

interface CursorContent extends CursorPlace {
  readonly count: number;
  readonly madeAt: number;
}

/**
 * Makes and reads cursors (RFC 9865). A cursor is the place in the list, encrypted: nothing is kept on the server, and
 * a sort key, which may be a name, is not shown. Tenant and query are authenticated with it, so that a forged cursor,
 * one of another query and one of another tenant are refused alike.
 */
export class Cursors {
  private readonly key: Buffer;

  /** @param secret - Of the installation; the key of the cursors is derived from it. */
  constructor(secret: string) {
    this.key = Buffer.from(hkdfSync('sha256', secret, '', 'flosum-scim cursors', 32));
  }

  /** @returns Letters, digits, `-` and `_` only. */
  make(place: CursorPlace, context: CursorContext, now = Date.now()): string {
    const content: CursorContent = { ...place, count: context.count, madeAt: now };
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(ALGORITHM, this.key, nonce).setAAD(digestOf(context));
    const encrypted = Buffer.concat([cipher.update(JSON.stringify(content)), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), encrypted]).toString('base64url');
  }

  /**
   * @throws {@link InvalidCursorError} for a cursor that is none, or not of this query and tenant.
   * @throws {@link ExpiredCursorError} or {@link InvalidCountError}
   */
  read(cursor: string, context: CursorContext, now = Date.now()): CursorPlace {
    const content = this.decrypt(cursor, context);
    if (now - content.madeAt > CURSOR_TIMEOUT * 1_000) throw new ExpiredCursorError();
    if (content.count !== context.count) throw new InvalidCountError();
    return { key: content.key, id: content.id, total: content.total };
  }

  private decrypt(cursor: string, context: CursorContext): CursorContent {
    if (cursor.length > MAX_CURSOR_LENGTH || !/^[\w-]+$/.test(cursor)) throw new InvalidCursorError();
    const bytes = Buffer.from(cursor, 'base64url');
    if (bytes.length <= NONCE_BYTES + TAG_BYTES || bytes.toString('base64url') !== cursor) {
      throw new InvalidCursorError();
    }
    const nonce = bytes.subarray(0, NONCE_BYTES);
    const decipher = createDecipheriv(ALGORITHM, this.key, nonce, { authTagLength: TAG_BYTES })
      .setAAD(digestOf(context))
      .setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    try {
      const text = Buffer.concat([
        decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)),
        decipher.final(),
      ]);
      return JSON.parse(text.toString()) as CursorContent;
    } catch {
      throw new InvalidCursorError();
    }
  }
}

function digestOf({ tenantId, query }: CursorContext): Buffer {
  return createHash('sha256')
    .update(JSON.stringify([tenantId, query]))
    .digest();
}
