import { Command, InvalidArgumentError, Option } from 'commander';
import { InputError } from './input-error.js';
import { DIALECTS, type Dialect } from './protocol/dialect.js';

export interface ProvisionOptions {
  readonly url: string;
  readonly token: string;
  /** Absent only when `testConnection` is set. */
  readonly users: string | undefined;
  readonly dialect: Dialect | undefined;
  readonly concurrency: number;
  /** The state file, or `none`. */
  readonly state: string;
  readonly purge: boolean;
  readonly log: string | undefined;
  readonly testConnection: boolean;
}

const EXAMPLES = `
Examples:
  $ npm run provision -- --url http://localhost:3000/api/v1/scim --token "$TOKEN" --test-connection
  $ npm run provision -- --url http://localhost:3000/api/v1/scim --token "$TOKEN" \\
      --users tools/identity-provider/samples/people.csv

The CSV is what Entra's "Download users" gives; "id" (or "objectId") and "mail" must be in it.
Edit it and run again: a changed row is updated, accountEnabled=False or a removed row disables the
user, a row that comes back enables the same user, and a removed row with --purge deletes it.

Exit code: 0 when everybody is as the CSV says, 1 when something failed.`;

type Flags = Partial<Omit<ProvisionOptions, 'url'>> & Pick<ProvisionOptions, 'url' | 'concurrency'>;

/**
 * Reads the command line. Ends the process for `--help` and for options that do not exist.
 *
 * @param environmentToken - Used when `--token` is not given; it does not show in a list of processes.
 * @throws {@link InputError} when something that is needed is missing.
 */
export function readOptions(argv: readonly string[], environmentToken: string | undefined): ProvisionOptions {
  const flags = buildCommand().parse(argv).opts<Flags>();
  const token = flags.token ?? environmentToken ?? '';
  if (token === '') throw new InputError('A Secret token is needed: give --token or set SCIM_TOKEN.');
  if (/[^\x21-\x7e]/.test(token))
    throw new InputError('The Secret token holds a space or a character that no token has.');
  const testConnection = flags.testConnection ?? false;
  if (flags.users === undefined && !testConnection)
    throw new InputError('Say whom to provision: --users FILE.csv.');
  return {
    url: flags.url,
    token,
    users: flags.users,
    dialect: flags.dialect,
    concurrency: flags.concurrency,
    state: flags.state ?? `${flags.users ?? ''}.state.json`,
    purge: flags.purge ?? false,
    log: flags.log,
    testConnection,
  };
}

function buildCommand(): Command {
  return new Command('provision')
    .description('Plays Microsoft Entra ID: provisions the people of a CSV file into any SCIM 2.0 server.')
    .requiredOption('--url <url>', 'the Tenant URL; ?aadOptscim062020 behind it chooses that dialect')
    .option('--token <token>', 'the Secret token; better in the environment variable SCIM_TOKEN')
    .option('--users <file>', 'the CSV of everybody in scope')
    .addOption(
      new Option('--dialect <dialect>', 'how a PATCH is written; goes before a flag in the URL').choices(
        DIALECTS,
      ),
    )
    .option('--concurrency <number>', 'how many people are worked on at a time', readConcurrency, 8)
    .option('--state <file>', 'where to remember who is whom, or "none" (default: <users file>.state.json)')
    .option('--purge', 'delete those who are no longer in the CSV, as after a hard delete in Entra')
    .option('--log <file>', 'write the whole provisioning log as lines of JSON')
    .option('--test-connection', 'do nothing but "Test connection"')
    .allowExcessArguments(false)
    .addHelpText('after', EXAMPLES);
}

function readConcurrency(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 100) {
    throw new InvalidArgumentError('It must be a whole number from 1 to 100.');
  }
  return value;
}
