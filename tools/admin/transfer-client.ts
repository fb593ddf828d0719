import { createReadStream, createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable, Transform } from 'node:stream';
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { OperatorClient } from './operator-client.js';

/** A line of an answer in JSON lines. */
export type Line = Readonly<Record<string, unknown>>;

/** The answer ended before its last line. */
export class CutOffError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'CutOffError';
  }
}

/**
 * @param isLast - What the last line is known by.
 * @throws {@link CutOffError} when it did not come, with the words of the server if it sent some.
 */
export async function* readLines(
  response: Response,
  isLast: (line: Line) => boolean,
): AsyncGenerator<Line, void> {
  let rest = '';
  let isWhole = false;
  try {
    for await (const text of Readable.fromWeb(response.body as never).setEncoding(
      'utf8',
    ) as AsyncIterable<string>) {
      const lines = `${rest}${text}`.split('\n');
      rest = lines.pop() ?? '';
      for (const one of lines) {
        const line = JSON.parse(one) as Line;
        refuseError(line);
        isWhole = isLast(line);
        yield line;
      }
    }
  } catch (error) {
    if (error instanceof CutOffError || !(error instanceof TypeError)) throw error;
  }
  if (!isWhole) throw new CutOffError('The answer ended early. Repeat the command: it goes on where it was.');
}

function refuseError({ error }: Line): void {
  if (typeof error !== 'object' || error === null || !('detail' in error)) return;
  throw new CutOffError(`${String(error.detail)} Repeat the command: it goes on where it was.`);
}

/** Sends a file as it is read. */
export async function sendFile(
  client: OperatorClient,
  path: string,
  file: string,
  onBytes: (sent: number, total: number) => void,
): Promise<Response> {
  const { size } = await stat(file);
  let sent = 0;
  const counter = new Transform({
    transform(chunk: Buffer, _encoding, callback) {
      sent += chunk.length;
      onBytes(sent, size);
      callback(null, chunk);
    },
  });
  const type = file.toLowerCase().endsWith('.csv') ? 'text/csv' : 'application/jsonl';
  const source = createReadStream(file).on('error', (error) => counter.destroy(error));
  return client.stream('POST', path, { 'Content-Type': type }, Readable.toWeb(source.pipe(counter)) as never);
}

/** Writes an answer to a file, or to the terminal. */
export async function save(
  response: Response,
  output: string | undefined,
  terminal: Writable,
): Promise<string> {
  let last = '';
  const tail = new Transform({
    transform(chunk: Buffer, _encoding, callback) {
      last = `${last}${chunk.toString()}`.slice(-4_096);
      callback(null, chunk);
    },
  });
  const target = output === undefined ? terminal : createWriteStream(output);
  await pipeline(Readable.fromWeb(response.body as never), tail, target, { end: output !== undefined });
  return last.trimEnd().split('\n').at(-1) ?? '';
}
