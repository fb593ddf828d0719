import { PassThrough } from 'node:stream';
import { OperatorClient } from '../../tools/admin/operator-client.js';
import { createProgram } from '../../tools/admin/program.js';
import type { Terminal } from '../../tools/admin/tenant-life-commands.js';
import { OPERATOR_KEY } from './running-app.js';
import type { RunningApp } from './running-app.js';

/**
 * Runs a command of `npm run admin` in this process, and answers what it printed. Its failures are thrown.
 *
 * @param typed - What somebody types when asked.
 */
export async function runAdmin({ url }: RunningApp, words: readonly string[], typed = ''): Promise<string> {
  let printed = '';
  const input = new PassThrough();
  input.end(typed);
  const output = new PassThrough().on('data', (chunk: Buffer) => {
    printed += chunk.toString();
  });
  const terminal = { input, output, errors: new PassThrough().resume() } as unknown as Terminal;
  const program = createProgram(
    (actingAs) => new OperatorClient(url, OPERATOR_KEY, actingAs),
    (text) => {
      printed += text;
    },
    () => undefined,
    terminal,
  );
  await program.parseAsync(words, { from: 'user' });
  return printed;
}
