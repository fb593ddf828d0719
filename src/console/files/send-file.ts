import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import { reportFailure } from '../../http/index.js';

/**
 * Sends a file while it is made, and no faster than the client takes it. A failure before its first part is answered as
 * any other; later the connection is cut, so that nobody takes a part of the file for all of it.
 */
export async function sendFile(
  response: Response,
  { name, mediaType }: { readonly name: string; readonly mediaType: string },
  parts: AsyncGenerator<string, void>,
): Promise<void> {
  const first = await parts.next();
  response.attachment(name).type(mediaType).set('Cache-Control', 'no-store');
  const all = async function* (): AsyncGenerator<string, void> {
    if (first.done !== true && first.value !== '') yield first.value;
    for await (const part of parts) {
      // Who looks for long and finds nothing hands out nothing either, so nobody else would notice.
      if (response.closed) return;
      if (part !== '') yield part;
    }
  };
  try {
    await pipeline(Readable.from(all()), response);
  } catch (error) {
    // Who went away is no failure of ours.
    if (!response.closed && !response.errored) reportFailure(response.req, error);
    response.destroy();
  }
}
