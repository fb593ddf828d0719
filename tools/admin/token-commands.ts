import { InvalidArgumentError } from 'commander';
import type { Command } from 'commander';
import { formatTable } from './format-table.js';
import type { OperatorClient } from './operator-client.js';

interface ApiToken {
  readonly id: string;
  readonly name: string;
  readonly display: string;
  readonly expiresAt: string | null;
  readonly lastUsedAt: string | null;
  readonly status: string;
}

interface NewOptions {
  readonly name: string;
  readonly expiresInDays: number | null;
  readonly scopes?: string;
}

/** `token create`, `token list` and `token revoke`. */
export function addTokenCommands(
  program: Command,
  client: () => OperatorClient,
  print: (text: string) => void,
): void {
  const token = program.command('token').description('the API tokens of a tenant');

  token
    .command('create')
    .description('make a token; it is shown this once')
    .argument('<tenant>', 'slug or id')
    .option('--name <name>', 'what it is for', 'Entra ID')
    .option('--expires-in-days <days>', 'from 1 to 3650, or "never"', readDays, 365)
    .option('--scopes <scopes>', 'separated by commas; without it what Entra ID needs: scim:read,scim:write')
    .action(async (tenant: string, { name, expiresInDays, scopes }: NewOptions) => {
      const created = await client().call<ApiToken & { token: string }>('POST', pathOf(tenant), {
        name,
        expiresInDays,
        ...(scopes !== undefined && { scopes: scopes.split(',').map((scope) => scope.trim()) }),
      });
      const end =
        created.expiresAt === null
          ? 'It does not expire.'
          : `It expires on ${created.expiresAt.slice(0, 10)}.`;
      print(`Secret token  ${created.token}\n\nIt is shown this once. ${end}`);
    });

  token
    .command('list')
    .description('all tokens, newest first')
    .argument('<tenant>', 'slug or id')
    .action(async (tenant: string) => {
      const { items } = await client().call<{ items: readonly ApiToken[] }>('GET', pathOf(tenant));
      const rows = items.map(({ id, name, display, status, expiresAt, lastUsedAt }) => [
        name,
        display,
        status,
        expiresAt?.slice(0, 10) ?? 'never',
        lastUsedAt ?? 'never',
        id,
      ]);
      print(formatTable(['NAME', 'TOKEN', 'STATUS', 'EXPIRES', 'LAST USED', 'ID'], rows));
    });

  token
    .command('revoke')
    .description('refuse a token from the next request on')
    .argument('<tenant>', 'slug or id')
    .argument('<id>', 'as "token list" shows it')
    .action(async (tenant: string, id: string) => {
      await client().call('DELETE', `${pathOf(tenant)}/${encodeURIComponent(id)}`);
      print('Revoked.');
    });
}

function pathOf(tenant: string): string {
  return `/tenants/${encodeURIComponent(tenant)}/api-tokens`;
}

function readDays(text: string): number | null {
  if (text === 'never') return null;
  const days = Number(text);
  if (!Number.isInteger(days) || days < 1)
    throw new InvalidArgumentError('It takes a number of days, or "never".');
  return days;
}
