import { existsSync } from 'node:fs';
import { CommanderError } from 'commander';
import { readOperatorAccess } from '../../config/index.js';
import { describeFailure } from './describe-failure.js';
import { OperatorClient } from './operator-client.js';
import { createProgram } from './program.js';

if (existsSync('.env')) process.loadEnvFile('.env');

// Who reads only the beginning of the output, as `head` does, hangs up.
process.stdout.on('error', () => process.exit());

const json = process.argv.includes('--json');

const program = createProgram(
  (actingAs) => {
    const { url, operatorKey } = readOperatorAccess(process.env);
    return new OperatorClient(url, operatorKey, actingAs);
  },
  (text) => void process.stdout.write(text),
  // Programs get a failure once, in their form.
  (text) => {
    if (!json) process.stderr.write(text);
  },
);

try {
  await program.parseAsync();
} catch (error) {
  // Help ends in an error, too.
  process.exitCode = error instanceof CommanderError && error.exitCode === 0 ? 0 : 1;
  const isTold = error instanceof CommanderError && (!json || error.exitCode === 0);
  if (!isTold) {
    const failure = describeFailure(error, json);
    if (failure === undefined) throw error;
    process.stderr.write(`${failure}\n`);
  }
}
