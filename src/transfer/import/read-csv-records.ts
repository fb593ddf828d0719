import { CsvError, parse } from 'csv-parse';
import type { ResourceType } from '@flosum/scim-schema';
import { readColumns } from './csv-columns.js';
import type { CsvColumn } from './csv-columns.js';
import { rowToRecord } from './row-to-record.js';
import { MAX_RECORD_BYTES, TOO_LONG } from './user-record.js';
import type { RecordSource, UnreadableRecord, UserRecord } from './user-record.js';

/** What the parser has, and its types do not tell. */
interface ParserState {
  readonly state: { readonly quoting: boolean };
}

/**
 * Reads CSV (RFC 4180): a heading, then one person a row; empty rows are passed over.
 *
 * @throws {@link InvalidColumnsError} before the first row.
 */
export async function* readCsvRecords(input: AsyncIterable<Buffer>, type: ResourceType): RecordSource {
  let columns: readonly CsvColumn[] | undefined;
  const rows = new CsvRows();
  for await (const chunk of input) {
    await rows.feed(chunk);
    yield* take();
    if (rows.isLost) break;
  }
  await rows.finish();
  yield* take();
  // A file without anything in it has no columns.
  if (columns === undefined) readColumns(type, []);

  function* take(): Generator<readonly (UserRecord | UnreadableRecord)[]> {
    const found = rows.take().flatMap((row): readonly (UserRecord | UnreadableRecord)[] => {
      if ('problem' in row) return [row];
      if (columns === undefined) {
        columns = readColumns(type, row.cells);
        return [];
      }
      return [rowToRecord(row.line, columns, row.cells)];
    });
    if (found.length > 0) yield found;
  }
}

type FoundRow = { readonly line: number; readonly cells: readonly string[] } | UnreadableRecord;

const LINE_BREAK = /\r\n|\n|\r/g;

/** So much without the end of a row is a quotation mark without its end, or no CSV file. */
const MAX_BYTES_WITHOUT_ROW = 4 * MAX_RECORD_BYTES;

/** The parser, fed piece by piece: rows and what is wrong with others come out in the order of the file. */
class CsvRows {
  /** Whether the rest of the file cannot be split into rows any more. */
  isLost = false;
  private found: FoundRow[] = [];
  private bytesWithoutRow = 0;
  /** Lines that the parser counts twice: it takes the end of one inside of a value, where it is two characters, for two. */
  private surplus = 0;
  /** The last line of the row before. */
  private lastLine = 0;
  private readonly parser = parse({
    bom: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    // Both are called at once, in the order of the file; a stream might keep the rows back.
    on_record: (cells: readonly string[], { lines }) => {
      this.accept(cells, lines);
      return null;
    },
    on_skip: (error) => {
      this.refuse(error);
    },
  });

  constructor() {
    this.parser.resume().on('error', (error) => {
      this.refuse(error);
    });
  }

  async feed(chunk: Buffer): Promise<void> {
    if (this.isLost) return;
    this.bytesWithoutRow += chunk.length;
    if (!this.parser.write(chunk)) await new Promise((resolve) => this.parser.once('drain', resolve));
    if (this.bytesWithoutRow > MAX_BYTES_WITHOUT_ROW) this.giveUp();
  }

  async finish(): Promise<void> {
    if (this.isLost) return;
    await new Promise((resolve) => this.parser.once('close', resolve).end());
  }

  take(): readonly FoundRow[] {
    const found = this.found;
    this.found = [];
    return found;
  }

  private accept(cells: readonly string[], lines: number): void {
    const breaks = cells
      .filter((cell) => /[\r\n]/.test(cell))
      .flatMap((cell) => cell.match(LINE_BREAK) ?? []);
    this.surplus += breaks.filter((one) => one === '\r\n').length;
    this.lastLine = lines - this.surplus;
    this.bytesWithoutRow = 0;
    const line = this.lastLine - breaks.length;
    const isTooLong = cells.reduce((sum, cell) => sum + cell.length, 0) > MAX_RECORD_BYTES;
    this.found.push(isTooLong ? { line, problem: TOO_LONG } : { line, cells });
  }

  private refuse(error: Error | undefined): void {
    if (this.isLost) return;
    const code = error instanceof CsvError ? error.code : undefined;
    const { quoting } = (this.parser as unknown as ParserState).state;
    if (code !== 'INVALID_OPENING_QUOTE' || quoting) {
      this.giveUp();
      return;
    }
    const problem =
      'A quotation mark stands inside of a value. Put the value in quotation marks and double those in it.';
    this.found.push({ line: this.lastLine + 1, problem });
    this.lastLine = this.parser.info.lines - this.surplus;
  }

  /** A quotation mark without its end makes one value of all that follows. */
  private giveUp(): void {
    const problem = 'A quotation mark is not where it may be, or has no end. Nothing behind it was read.';
    this.found.push({ line: this.lastLine + 1, problem });
    this.isLost = true;
  }
}
