import { Option } from 'commander';
import type { Command } from 'commander';
import { examples } from './examples.js';
import { formatTable } from './format-table.js';
import { formatTime } from './format-time.js';
import type { OperatorClient } from './operator-client.js';
import type { Print } from './print.js';
import { readPages } from './read-pages.js';
import { formatSettings, readRateLimit } from './tenant-settings.js';
import type { RateLimit, TenantSettings } from './tenant-settings.js';

interface Tenant {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly region: string;
  readonly status: string;
  readonly createdAt: string;
  readonly settings: TenantSettings;
}

interface SetOptions {
  readonly name?: string;
  readonly groupProvisioning?: 'on' | 'off';
  readonly dialect?: string;
  readonly repeatedCreate?: string;
  readonly defaultTimezone?: string;
  readonly rateLimit?: RateLimit | 'default';
  readonly provisioning?: 'on' | 'off';
  readonly requestLogDays?: number;
}

/** `tenant create`, `tenant list`, `tenant show` and `tenant set`. */
export function addTenantCommands(program: Command, client: () => OperatorClient, print: Print): void {
  const tenant = program.command('tenant').description('the customers of this installation');

  tenant
    .command('create')
    .description('make a tenant')
    .argument('<slug>', 'short name for commands and URLs, such as acme')
    .option('--name <name>', 'full name; the slug without it')
    .addHelpText('after', examples('tenant create acme', 'tenant create acme --name "Acme Ltd."'))
    .action(async (slug: string, { name = slug }: { name?: string }) => {
      const created = await client().call<Tenant>('POST', '/tenants', { slug, name });
      print(
        `Made the tenant ${created.slug} (${created.id}).\nMake its first token: npm run admin -- token create ${slug}`,
        created,
      );
    });

  tenant
    .command('list')
    .description('all tenants, oldest first')
    .addHelpText('after', examples('tenant list', 'tenant list --json'))
    .action(async () => {
      const items = await readPages<Tenant>(client(), '/tenants');
      const rows = items.map(({ slug, name, status, createdAt, id }) => [
        slug,
        name,
        status,
        createdAt.slice(0, 10),
        id,
      ]);
      print(formatTable(['SLUG', 'NAME', 'STATUS', 'SINCE', 'ID'], rows), { items });
    });

  tenant
    .command('show')
    .description('a tenant and its settings')
    .argument('<tenant>', 'slug or id')
    .addHelpText('after', examples('tenant show acme'))
    .action(async (tenantName: string) => {
      const found = await client().call<Tenant>('GET', pathOf(tenantName));
      const { slug, name, status, region, createdAt, id, settings } = found;
      const rows = [
        ['slug', slug],
        ['name', name],
        ['status', status],
        ['region', region],
        ['since', formatTime(createdAt)],
        ['id', id],
      ];
      print(formatTable(['TENANT', ''], [...rows, ...formatSettings(settings)]), found);
    });

  tenant
    .command('set')
    .description('change the name or settings, from the next request on; without options, show the settings')
    .argument('<tenant>', 'slug or id')
    .option('--name <name>', 'full name')
    .addOption(
      new Option('--group-provisioning <on|off>', 'whether groups are provisioned').choices(['on', 'off']),
    )
    .addOption(
      new Option(
        '--dialect <dialect>',
        'read what identity providers really send, or the RFCs by the letter',
      ).choices(['tolerant', 'strict']),
    )
    .addOption(
      new Option('--repeated-create <answer>', 'what a create of a user who is there answers').choices([
        'conflict',
        'return-existing',
      ]),
    )
    .option('--default-timezone <zone>', 'of new users that come without one, such as Europe/Berlin')
    .option(
      '--rate-limit <per-second/burst>',
      'requests that each token may send, such as 50/200; "default" for what the installation allows',
      readRateLimit,
    )
    .addOption(
      new Option(
        '--provisioning <on|off>',
        'whether SCIM requests are answered, or refused with 403',
      ).choices(['on', 'off']),
    )
    .option('--request-log-days <days>', 'how long the request log is kept, 1 to 365 days', Number)
    .addHelpText(
      'after',
      examples(
        'tenant set acme --group-provisioning on',
        'tenant set acme --default-timezone Europe/Berlin',
        'tenant set acme --request-log-days 90',
      ),
    )
    .action(async (tenantName: string, { name, groupProvisioning, rateLimit, ...rest }: SetOptions) => {
      const settings = {
        ...rest,
        ...(groupProvisioning && { groupProvisioning: groupProvisioning === 'on' }),
        ...(rateLimit && { rateLimit: rateLimit === 'default' ? null : rateLimit }),
      };
      const path = pathOf(tenantName);
      const changed =
        name === undefined && Object.keys(settings).length === 0
          ? await client().call<Tenant>('GET', path)
          : await client().call<Tenant>('PATCH', path, { ...(name !== undefined && { name }), settings });
      print(formatTable(['SETTING', 'VALUE'], formatSettings(changed.settings)), changed);
    });
}

function pathOf(tenant: string): string {
  return `/tenants/${encodeURIComponent(tenant)}`;
}
