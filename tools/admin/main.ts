import { existsSync } from 'node:fs';
import { Command } from 'commander';
import { readOperatorAccess, SettingsError } from '../../config/index.js';
import { addExtensionCommands, UnreadableFileError } from './extension-commands.js';
import { addFederationCommands } from './federation-commands.js';
import { addOAuthClientCommands } from './oauth-client-commands.js';
import { OperatorApiError, OperatorClient } from './operator-client.js';
import { addTenantCommands } from './tenant-commands.js';
import { addTokenCommands } from './token-commands.js';

if (existsSync('.env')) process.loadEnvFile('.env');

const program = new Command('npm run admin --')
  .description('Run this installation over its operator API.')
  .addHelpText(
    'after',
    '\nThe server is found by PUBLIC_URL (or PORT), its key by OPERATOR_KEY (or the file operator-key in DATA_DIR).\n\n' +
      'Examples:\n  npm run admin -- tenant create acme --name "Acme Ltd."\n  npm run admin -- token create acme',
  );

const client = (): OperatorClient => {
  const { url, operatorKey } = readOperatorAccess(process.env);
  return new OperatorClient(url, operatorKey);
};
const print = (text: string): void => void process.stdout.write(`${text}\n`);

addTenantCommands(program, client, print);
addTokenCommands(program, client, print);
addExtensionCommands(program, client, print);
addFederationCommands(addOAuthClientCommands(program, client, print), client, print);

try {
  await program.parseAsync();
} catch (error) {
  const forPeople = [OperatorApiError, SettingsError, UnreadableFileError].some(
    (errorClass) => error instanceof errorClass,
  );
  if (!(error instanceof Error && forPeople)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
