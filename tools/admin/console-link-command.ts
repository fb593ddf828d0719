import { Option } from 'commander';
import type { Command } from 'commander';
import { examples } from './examples.js';
import { formatTime } from './format-time.js';
import type { OperatorClient } from './operator-client.js';
import type { Print } from './print.js';

interface NewConsoleLink {
  readonly url: string;
  readonly expiresAt: string;
}

interface NewOptions {
  readonly email: string;
  readonly role: string;
}

/** `console-link`. */
export function addConsoleLinkCommand(program: Command, client: () => OperatorClient, print: Print): void {
  program
    .command('console-link')
    .description('make a link that opens the console as an admin of a tenant, once; it is shown this once')
    .argument('<tenant>', 'slug or id')
    .requiredOption('--email <address>', 'who it is for')
    .addOption(
      new Option('--role <role>', 'what they may do there')
        .choices(['owner', 'token-manager', 'auditor'])
        .default('owner'),
    )
    .addHelpText(
      'after',
      examples(
        'console-link acme --email jo@acme.example',
        'console-link acme --email jo@acme.example --role auditor --json',
      ),
    )
    .action(async (tenant: string, { email, role }: NewOptions) => {
      const path = `/tenants/${encodeURIComponent(tenant)}/console-links`;
      const link = await client().call<NewConsoleLink>('POST', path, { adminEmail: email, role });
      print(
        `Admin console  ${link.url}\n\nIt is shown this once. It works once, until ${formatTime(link.expiresAt)} UTC.`,
        link,
      );
    });
}
