import { writeFile } from 'node:fs/promises';
import { InputError } from '../input-error.js';
import type { LogEntry } from '../cycle/log-entry.js';

/** Writes every entry as one line of JSON, those who were found unchanged included. */
export async function writeLogFile(file: string, log: readonly LogEntry[]): Promise<void> {
  try {
    await writeFile(file, log.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    throw new InputError(`The log cannot be written to ${file}: ${problem}.`, { cause: error });
  }
}
