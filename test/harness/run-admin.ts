import { OperatorClient } from '../../tools/admin/operator-client.js';
import { createProgram } from '../../tools/admin/program.js';
import { OPERATOR_KEY } from './running-app.js';
import type { RunningApp } from './running-app.js';

/** Runs a command of `npm run admin` in this process, and answers what it printed. Its failures are thrown. */
export async function runAdmin({ url }: RunningApp, words: readonly string[]): Promise<string> {
  let printed = '';
  const program = createProgram(
    (actingAs) => new OperatorClient(url, OPERATOR_KEY, actingAs),
    (text) => {
      printed += text;
    },
    () => undefined,
  );
  await program.parseAsync(words, { from: 'user' });
  return printed;
}
