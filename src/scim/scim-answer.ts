import type { Response } from 'express';
import type { DeviationName } from '@flosum/scim-schema';
import { joinTexts } from './join-texts.js';

/** An answer about one resource: its body, and what goes into the headers as well. */
export interface ScimAnswer {
  /** As JSON text where it was put together as such, or as the bytes of it. */
  readonly body: object | string | Buffer | undefined;
  readonly location?: string;
  readonly version?: string;
  /** Where it is not the one of the verb. */
  readonly status?: number;
  /** What the request got away with; the line of the log names it. */
  readonly deviations?: readonly DeviationName[];
}

export const SCIM_MEDIA_TYPE = 'application/scim+json; charset=utf-8';

/**
 * Writes an answer with its headers (RFC 7644 sections 3.8 and 3.14), in one piece.
 *
 * @returns The body that was sent.
 */
export function writeScimAnswer(
  response: Response,
  mediaType: string,
  answer: ScimAnswer,
): string | Buffer | undefined {
  const { body, location, version, status } = answer;
  if (status !== undefined) response.statusCode = status;
  if (location !== undefined) response.setHeader('Location', location);
  if (version !== undefined) response.setHeader('ETag', version);
  return sendScim(response, body, mediaType);
}

/**
 * Sends a SCIM body. Answers hold personal data, so nobody on the way may keep them.
 *
 * @returns What was sent.
 */
export function sendScim(
  response: Response,
  body: ScimAnswer['body'],
  mediaType: string = SCIM_MEDIA_TYPE,
): string | Buffer | undefined {
  response.setHeader('Cache-Control', 'no-store');
  if (body === undefined) {
    response.end();
    return undefined;
  }
  const sent = Buffer.isBuffer(body)
    ? body
    : joinTexts([typeof body === 'string' ? body : JSON.stringify(body)]);
  response.setHeader('Content-Type', mediaType);
  response.setHeader('Content-Length', Buffer.byteLength(sent));
  // Node leaves it away after HEAD.
  response.end(sent);
  return sent;
}
