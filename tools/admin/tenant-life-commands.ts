import { createInterface } from 'node:readline/promises';
import type { Command } from 'commander';
import { openProgress } from './open-progress.js';
import type { OperatorClient } from './operator-client.js';
import { examples } from './examples.js';
import type { Print } from './print.js';
import { CutOffError, readLines, save } from './transfer-client.js';

interface Tenant {
  readonly slug: string;
  readonly name: string;
  readonly status: string;
}

/** Where the commands read and write, beside what they print. */
export interface Terminal {
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
  readonly errors: NodeJS.WriteStream;
}

/** `tenant suspend`, `tenant resume`, `tenant delete` and `tenant export`. */
export function addTenantLifeCommands(
  program: Command,
  client: () => OperatorClient,
  print: Print,
  terminal: Terminal,
): void {
  const tenant = program.commands.find((command) => command.name() === 'tenant') ?? program.command('tenant');

  tenant
    .command('suspend')
    .description('refuse all tokens of a tenant until it is resumed; nothing is deleted')
    .argument('<tenant>', 'slug or id')
    .addHelpText('after', examples('tenant suspend acme'))
    .action(async (name: string) => {
      const changed = await client().call<Tenant>('PATCH', pathOf(name), { status: 'suspended' });
      print(
        `${changed.slug} is suspended: its tokens are refused. Resume it: npm run admin -- tenant resume ${changed.slug}`,
        changed,
      );
    });

  tenant
    .command('resume')
    .description('let the tokens of a suspended tenant in again')
    .argument('<tenant>', 'slug or id')
    .addHelpText('after', examples('tenant resume acme'))
    .action(async (name: string) => {
      const changed = await client().call<Tenant>('PATCH', pathOf(name), { status: 'active' });
      print(`${changed.slug} is active: its tokens work again.`, changed);
    });

  tenant
    .command('delete')
    .description('delete a tenant with everything in it, for good')
    .argument('<tenant>', 'slug or id')
    .option('--confirm <slug>', 'the slug, so that nobody is asked for it')
    .addHelpText('after', examples('tenant delete acme', 'tenant delete acme --confirm acme'))
    .action(async (name: string, { confirm }: { confirm?: string }) => {
      const found = await client().call<Tenant>('GET', pathOf(name));
      terminal.errors.write(`${found.slug} (${found.name}) is ${found.status}.\n`);
      const slug =
        confirm ?? (await ask(terminal, 'Everybody in it will be gone for good. Type its slug to go on: '));
      if (slug !== found.slug) throw new CutOffError('This is not its slug. Nothing was deleted.');
      const path = `${pathOf(name)}?confirm=${encodeURIComponent(slug)}`;
      const response = await client().stream('DELETE', path, { Accept: 'application/jsonl' });
      const progress = openProgress(terminal.errors, 'rows');
      try {
        for await (const line of readLines(response, ({ done }) => done === true)) {
          if (typeof line.deleted === 'number')
            progress.show(line.deleted, Number(line.total ?? line.deleted));
        }
      } finally {
        progress.stop();
      }
      print(`${slug} is deleted.`);
    });

  tenant
    .command('export')
    .description('everything of a tenant as JSON lines, without secrets')
    .argument('<tenant>', 'slug or id')
    .option('--output <file>', 'where to write it; without it, the terminal')
    .addHelpText('after', examples('tenant export acme --output acme.jsonl'))
    .action(async (name: string, { output }: { output?: string }) => {
      const response = await client().stream('GET', `${pathOf(name)}/export`, {});
      const end = await save(response, output, terminal.output);
      const { kind, data } = JSON.parse(end) as { kind?: string; data?: { counts: Record<string, number> } };
      if (kind !== 'end') throw new CutOffError('The export was cut off. Run the command again.');
      const counts = Object.entries(data?.counts ?? {}).map(([what, count]) => `${what} ${count}`);
      if (output !== undefined) print(`Wrote ${output}: ${counts.join(', ')}.`);
    });
}

function pathOf(tenant: string): string {
  return `/tenants/${encodeURIComponent(tenant)}`;
}

async function ask({ input, errors }: Terminal, question: string): Promise<string> {
  const lines = createInterface({ input, output: errors });
  try {
    return (await lines.question(question)).trim();
  } finally {
    lines.close();
  }
}
