import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';
import { formatTable } from './format-table.js';
import type { OperatorClient } from './operator-client.js';

interface Tenant {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly status: string;
  readonly createdAt: string;
  readonly settings: Readonly<Record<string, unknown>>;
}

interface TenantPage {
  readonly items: readonly Tenant[];
  readonly nextCursor: string | null;
}

interface SetOptions {
  readonly groupProvisioning?: 'on' | 'off';
  readonly dialect?: string;
  readonly repeatedCreate?: string;
  readonly defaultTimezone?: string;
  readonly rateLimit?: RateLimit | null;
}

interface RateLimit {
  readonly perSecond: number;
  readonly burst: number;
}

/** `tenant create`, `tenant list` and `tenant set`. */
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

  tenant
    .command('set')
    .description('change settings, from the next request on; without options, show them')
    .argument('<tenant>', 'slug or id')
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
    .action(async (name: string, options: SetOptions) => {
      const { groupProvisioning, ...rest } = options;
      const changes = {
        ...rest,
        ...(groupProvisioning && { groupProvisioning: groupProvisioning === 'on' }),
      };
      const path = `/tenants/${encodeURIComponent(name)}`;
      const { settings } =
        Object.keys(changes).length === 0
          ? await client().call<Tenant>('GET', path)
          : await client().call<Tenant>('PATCH', path, { settings: changes });
      print(formatTable(['SETTING', 'VALUE'], Object.entries(settings).map(formatSetting)));
    });
}

/** In the words of the options. */
function formatSetting([name, value]: readonly [string, unknown]): readonly string[] {
  const option = name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  if (name === 'rateLimit') return [option, formatRateLimit(value as RateLimit | null)];
  return [option, typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value)];
}

function formatRateLimit(limit: RateLimit | null): string {
  return limit === null ? 'default' : `${limit.perSecond}/${limit.burst}`;
}

/** @throws {@link InvalidArgumentError} when it is not two numbers. */
function readRateLimit(text: string): RateLimit | null {
  if (text === 'default') return null;
  const [, perSecond, burst] = /^(\d+)\/(\d+)$/.exec(text) ?? [];
  if (perSecond === undefined || burst === undefined) {
    throw new InvalidArgumentError('It is two numbers such as 50/200, or "default".');
  }
  return { perSecond: Number(perSecond), burst: Number(burst) };
}

async function* allTenants(client: OperatorClient): AsyncGenerator<Tenant> {
  for (let cursor: string | null = ''; cursor !== null;) {
    const after: string = cursor === '' ? '' : `&cursor=${cursor}`;
    const page: TenantPage = await client.call('GET', `/tenants?limit=200${after}`);
    yield* page.items;
    cursor = page.nextCursor;
  }
}
