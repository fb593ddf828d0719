import { userInfo } from 'node:os';
import { Command } from 'commander';
import { addAuditCommands } from './audit-commands.js';
import { addConsoleLinkCommand } from './console-link-command.js';
import { examples } from './examples.js';
import { addExtensionCommands } from './extension-commands.js';
import { addFederationCommands } from './federation-commands.js';
import { addHistoryCommand } from './history-command.js';
import { addOAuthClientCommands } from './oauth-client-commands.js';
import type { OperatorClient } from './operator-client.js';
import { createPrint } from './print.js';
import { addTenantCommands } from './tenant-commands.js';
import { addTenantLifeCommands } from './tenant-life-commands.js';
import type { Terminal } from './tenant-life-commands.js';
import { addTokenCommands } from './token-commands.js';
import { addUserCommands } from './user-commands.js';

interface GlobalOptions {
  readonly json: boolean;
  readonly actingAs?: string;
}

/**
 * All commands. Failures are thrown, also those of the command line itself (`CommanderError`), which are told as well.
 *
 * @param connect - Gets who acts, for the audit; called when a command needs the server.
 * @param write - Takes what commands print, and help.
 * @param writeError - Takes what is wrong with the command line, and help for somebody who needs it.
 * @param terminal - Where long commands ask, and show how far they are.
 */
export function createProgram(
  connect: (actingAs: string | undefined) => OperatorClient,
  write: (text: string) => void,
  writeError: (text: string) => void,
  terminal: Terminal = { input: process.stdin, output: process.stdout, errors: process.stderr },
): Command {
  const program = new Command('npm run admin --')
    .description('Run this installation over its operator API.')
    .option('--json', 'print what the operator API answered, and failures, too, as JSON', false)
    .option('--acting-as <name>', 'who acts, for the audit', findUserName())
    .exitOverride()
    .configureOutput({ writeOut: write, writeErr: writeError })
    .addHelpText(
      'after',
      '\nThe server is found by PUBLIC_URL (or PORT), its key by OPERATOR_KEY (or the file operator-key in DATA_DIR).\n' +
        examples('tenant create acme --name "Acme Ltd."', 'token create acme', 'token list acme --json'),
    );
  const client = (): OperatorClient => connect(program.opts<GlobalOptions>().actingAs);
  const print = createPrint(() => program.opts<GlobalOptions>().json, write);

  addTenantCommands(program, client, print);
  addTenantLifeCommands(program, client, print, terminal);
  addUserCommands(program, client, print, terminal);
  addTokenCommands(program, client, print);
  addFederationCommands(addOAuthClientCommands(program, client, print), client, print);
  addConsoleLinkCommand(program, client, print);
  addExtensionCommands(program, client, print);
  addHistoryCommand(program, client, print);
  addAuditCommands(program, client, print);
  return program;
}

/** Some containers run as a user that has no name. */
function findUserName(): string | undefined {
  try {
    return userInfo().username;
  } catch {
    return undefined;
  }
}
