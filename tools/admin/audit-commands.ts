import type { Command } from 'commander';
import { examples } from './examples.js';
import { formatTable } from './format-table.js';
import { formatTime } from './format-time.js';
import type { OperatorClient } from './operator-client.js';
import type { Print } from './print.js';
import { readCount } from './read-count.js';
import { readPages } from './read-pages.js';

interface AuditEvent {
  readonly at: string;
  readonly tenantId: string;
  readonly actor: { readonly type: string; readonly name: string };
  readonly address: string | null;
  readonly action: string;
  readonly target: { readonly type: string; readonly id: string; readonly name: string };
}

interface ListOptions {
  readonly action?: string;
  readonly actor?: string;
  readonly limit: number;
}

/** `audit list`. */
export function addAuditCommands(program: Command, client: () => OperatorClient, print: Print): void {
  const audit = program.command('audit').description('who did what to the tenants');

  audit
    .command('list')
    .description('administrative acts, newest first; what was before and after is in --json')
    .argument('[tenant]', 'slug or id; without it, of all tenants')
    .option('--action <action>', 'only acts of this kind, such as api-token.revoked')
    .option('--actor <name>', 'only acts of who has this name; not together with a tenant')
    .option('--limit <count>', 'how many acts', readCount, 50)
    .addHelpText(
      'after',
      examples(
        'audit list',
        'audit list acme --action api-token.revoked',
        'audit list --actor "Jo Bloggs" --limit 1000 --json',
      ),
    )
    .action(async (tenant: string | undefined, { limit, ...filters }: ListOptions) => {
      const path =
        tenant === undefined ? '/audit-events' : `/tenants/${encodeURIComponent(tenant)}/audit-events`;
      const query = new URLSearchParams(Object.entries(filters));
      const items = await readPages<AuditEvent>(client(), `${path}?${query.toString()}`, limit);
      const rows = items.map(({ at, action, target, actor, address, tenantId }) => [
        formatTime(at),
        action,
        target.name,
        actor.name,
        address ?? '',
        tenantId,
      ]);
      print(formatTable(['AT (UTC)', 'ACT', 'ON', 'BY', 'FROM', 'TENANT'], rows), { items });
    });
}
