import type { Command } from 'commander';
import { formatTable } from './format-table.js';
import type { OperatorClient } from './operator-client.js';

interface Tenant {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly status: string;
  readonly createdAt: string;
}

interface TenantPage {
  readonly items: readonly Tenant[];
  readonly nextCursor: string | null;
}

/** `tenant create` and `tenant list`. */
export function addTenantCommands(
  program: Command,
  client: () => OperatorClient,
  print: (text: string) => void,
): void {
  const tenant = program.command('tenant').description('the customers of this installation');

  tenant
    .command('create')
    .description('make a tenant')
    .argument('<slug>', 'short name for commands and URLs, such as acme')
    .option('--name <name>', 'full name; the slug without it')
    .action(async (slug: string, { name = slug }: { name?: string }) => {
      const created = await client().call<Tenant>('POST', '/tenants', { slug, name });
      print(
        `Made the tenant ${created.slug} (${created.id}).\nMake its first token: npm run admin -- token create ${slug}`,
      );
    });

  tenant
    .command('list')
    .description('all tenants, oldest first')
    .action(async () => {
      const rows: string[][] = [];
      for await (const { slug, name, status, createdAt, id } of allTenants(client())) {
        rows.push([slug, name, status, createdAt.slice(0, 10), id]);
      }
      print(formatTable(['SLUG', 'NAME', 'STATUS', 'SINCE', 'ID'], rows));
    });
}

async function* allTenants(client: OperatorClient): AsyncGenerator<Tenant> {
  for (let cursor: string | null = ''; cursor !== null;) {
    const after: string = cursor === '' ? '' : `&cursor=${cursor}`;
    const page: TenantPage = await client.call('GET', `/tenants?limit=200${after}`);
    yield* page.items;
    cursor = page.nextCursor;
  }
}
