import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import { reportFailure } from '../../http/index.js';

const TYPES = { csv: 'text/csv; charset=utf-8', jsonl: 'application/jsonl' } as const;

/**
 * Answers with a file while it is made, and no faster than the client takes it. A failure behind the first part cuts the
 * connection, so that no browser takes the file for a whole one.
 *
 * @throws what making the first part throws.
 */
export async function sendFile(
  response: Response,
  { name, format }: { readonly name: string; readonly format: keyof typeof TYPES },
  parts: AsyncGenerator<string, void>,
): Promise<void> {
  const first = await parts.next();
  response.attachment(name).set('Content-Type', TYPES[format]);
  try {
    await pipeline(Readable.from(joined(first.value ?? '', parts)), response);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE')) {
      reportFailure(response.req, error);
    }
  }
}

async function* joined(first: string, rest: AsyncGenerator<string, void>): AsyncGenerator<string, void> {
  if (first !== '') yield first;
  for await (const part of rest) if (part !== '') yield part;
}
