const NEWLINE = 10;

/** A line without its end. */
export interface Line {
  /** From 1. */
  readonly number: number;
  /** `undefined` for one that is longer than a line may be: it was passed over. */
  readonly bytes: Buffer | undefined;
}

/**
 * Splits bytes into lines, with at most one line in memory. The end of a line is a line feed; a carriage return before
 * it stays.
 *
 * @returns The lines of one piece of the input at a time.
 */
export async function* splitLines(
  input: AsyncIterable<Buffer>,
  maxBytes: number,
): AsyncGenerator<readonly Line[], void> {
  let number = 1;
  let pieces: Buffer[] = [];
  let length = 0;

  const take = (piece: Buffer): void => {
    length += piece.length;
    if (length <= maxBytes) pieces.push(piece);
    else pieces = [];
  };
  const finish = (): Line => {
    const [only] = pieces;
    const bytes = pieces.length === 1 ? only : Buffer.concat(pieces);
    const line = { number, bytes: length > maxBytes ? undefined : bytes };
    number += 1;
    pieces = [];
    length = 0;
    return line;
  };

  for await (const chunk of input) {
    const lines: Line[] = [];
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      take(chunk.subarray(start, end));
      lines.push(finish());
      start = end + 1;
    }
    if (start < chunk.length) take(chunk.subarray(start));
    if (lines.length > 0) yield lines;
  }
  if (length > 0) yield [finish()];
}
