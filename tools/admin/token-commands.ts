import { InvalidArgumentError } from 'commander';
import type { Command } from 'commander';
import { examples } from './examples.js';
import { formatTable } from './format-table.js';
import { formatTime } from './format-time.js';
import type { OperatorClient } from './operator-client.js';
import type { Print } from './print.js';

interface NewApiToken {
  readonly id: string;
  readonly token: string;
  readonly expiresAt: string | null;
}

interface ApiToken {
  readonly id: string;
  readonly name: string;
  readonly display: string;
  readonly lastUsedAt: string | null;
  readonly lastUsedFrom: { readonly addressRange: string | null; readonly client: string } | null;
  readonly summary: string;
  readonly rotation?: {
    readonly overlapEndsAt: string;
    readonly stillInUse: boolean;
    readonly silentSince: string | null;
  };
}

interface NewOptions {
  readonly name: string;
  readonly expiresInDays: number | 'never';
  readonly scopes?: string;
}

const MAX_OVERLAP = 43_200;

/** `token create`, `token list`, `token rotate` and `token revoke`. */
export function addTokenCommands(program: Command, client: () => OperatorClient, print: Print): void {
  const token = program.command('token').description('the API tokens of a tenant');

  token
    .command('create')
    .description('make a token; it is shown this once')
    .argument('<tenant>', 'slug or id')
    .option('--name <name>', 'what it is for', 'Entra ID')
    .option('--expires-in-days <days>', 'from 1 to 3650, or "never"', readDays, 365)
    .option('--scopes <scopes>', 'separated by commas; without it what Entra ID needs: scim:read,scim:write')
    .addHelpText(
      'after',
      examples(
        'token create acme',
        'token create acme --name "Test" --expires-in-days 30 --scopes scim:read',
        'token create acme --expires-in-days never --json',
      ),
    )
    .action(async (tenant: string, { name, expiresInDays, scopes }: NewOptions) => {
      const created = await client().call<NewApiToken>('POST', pathOf(tenant), {
        name,
        expiresInDays: expiresInDays === 'never' ? null : expiresInDays,
        ...(scopes !== undefined && { scopes: scopes.split(',').map((scope) => scope.trim()) }),
      });
      print(describeNew(created), created);
    });

  token
    .command('list')
    .description('all tokens, newest first: how long they live, and when and from where they were last used')
    .argument('<tenant>', 'slug or id')
    .addHelpText('after', examples('token list acme'))
    .action(async (tenant: string) => {
      const list = await client().call<{ items: readonly ApiToken[] }>('GET', pathOf(tenant));
      const rows = list.items.map((each) => [
        each.name,
        each.display,
        each.summary,
        describeLastUse(each),
        describeRotation(each),
        each.id,
      ]);
      print(formatTable(['NAME', 'TOKEN', 'STATE', 'LAST USED (UTC)', 'ROTATED', 'ID'], rows), list);
    });

  token
    .command('rotate')
    .description('make another token like this one, which works beside it until the overlap ends')
    .argument('<tenant>', 'slug or id')
    .argument('<id>', 'as "token list" shows it')
    .option(
      '--overlap-minutes <minutes>',
      `how long the old token works beside the new one, from 0 to ${MAX_OVERLAP}`,
      readMinutes,
      1440,
    )
    .addHelpText(
      'after',
      examples(
        'token rotate acme 01a20a93-30be-7600-8c6f-7feb53359e09',
        'token rotate acme 01a20a93-30be-7600-8c6f-7feb53359e09 --overlap-minutes 0',
      ),
    )
    .action(async (tenant: string, id: string, { overlapMinutes }: { overlapMinutes: number }) => {
      const path = `${pathOf(tenant)}/${encodeURIComponent(id)}/rotate`;
      const created = await client().call<NewApiToken>('POST', path, { overlapMinutes });
      const old =
        overlapMinutes === 0
          ? 'The old token is refused from now on.'
          : `The old token works for ${overlapMinutes} more ${overlapMinutes === 1 ? 'minute' : 'minutes'} at most.\n` +
            `See whether it is still in use: npm run admin -- token list ${tenant}`;
      print(`${describeNew(created)}\n${old}`, created);
    });

  token
    .command('revoke')
    .description('refuse a token from the next request on')
    .argument('<tenant>', 'slug or id')
    .argument('<id>', 'as "token list" shows it')
    .addHelpText('after', examples('token revoke acme 01a20a93-30be-7600-8c6f-7feb53359e09'))
    .action(async (tenant: string, id: string) => {
      await client().call('DELETE', `${pathOf(tenant)}/${encodeURIComponent(id)}`);
      print('Revoked.');
    });
}

function describeNew({ token, expiresAt }: NewApiToken): string {
  const end = expiresAt === null ? 'It does not expire.' : `It expires on ${expiresAt.slice(0, 10)}.`;
  return `Secret token  ${token}\n\nIt is shown this once. ${end}`;
}

function describeLastUse({ lastUsedAt, lastUsedFrom }: ApiToken): string {
  if (lastUsedAt === null) return 'never';
  const from = lastUsedFrom === null ? [] : [lastUsedFrom.client, lastUsedFrom.addressRange ?? []].flat();
  return [formatTime(lastUsedAt), ...from].join(', ');
}

function describeRotation({ rotation }: ApiToken): string {
  if (rotation === undefined) return '';
  const { stillInUse, silentSince, overlapEndsAt } = rotation;
  const use = stillInUse
    ? 'still in use'
    : silentSince === null
      ? 'never used'
      : `silent since ${formatTime(silentSince)}`;
  return `${use}, overlap until ${formatTime(overlapEndsAt)}`;
}

function pathOf(tenant: string): string {
  return `/tenants/${encodeURIComponent(tenant)}/api-tokens`;
}

/** The library makes an empty text of `null`. */
function readDays(text: string): number | 'never' {
  if (text === 'never') return text;
  const days = Number(text);
  if (!Number.isInteger(days) || days < 1)
    throw new InvalidArgumentError('It takes a number of days, or "never".');
  return days;
}

function readMinutes(text: string): number {
  const minutes = Number(text);
  if (text.trim() === '' || !Number.isInteger(minutes) || minutes < 0 || minutes > MAX_OVERLAP)
    throw new InvalidArgumentError(
      `It takes a number of minutes from 0 to ${MAX_OVERLAP}, which are 30 days.`,
    );
  return minutes;
}
