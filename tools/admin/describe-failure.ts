import { CommanderError } from 'commander';
import { SettingsError } from '../../config/index.js';
import { UnreadableFileError } from './extension-commands.js';
import { OperatorApiError } from './operator-client.js';
import { CutOffError } from './transfer-client.js';
import { RefusedRecordsError } from './user-commands.js';

/** Failures whose words are for the person at the terminal. */
const EXPLAINED = [
  OperatorApiError,
  SettingsError,
  UnreadableFileError,
  CutOffError,
  RefusedRecordsError,
  CommanderError,
];

/**
 * @param json - Whether a program reads it: then it is what the operator API answered, or the same form.
 * @returns `undefined` for a failure that nobody foresaw.
 */
export function describeFailure(error: unknown, json: boolean): string | undefined {
  if (!(error instanceof Error) || !EXPLAINED.some((errorClass) => error instanceof errorClass)) {
    return undefined;
  }
  if (!json) return error.message;
  const problem = error instanceof OperatorApiError ? error.problem : undefined;
  return JSON.stringify(problem ?? { title: error.name, detail: error.message }, null, 2);
}
