import { InvalidArgumentError } from 'commander';
import type { Command } from 'commander';
import { examples } from './examples.js';
import { formatTable } from './format-table.js';
import type { OperatorClient } from './operator-client.js';
import { oauthClientPath } from './oauth-client-path.js';
import type { Print } from './print.js';

interface Secret {
  readonly id: string;
  readonly display: string;
  readonly expiresAt: string;
  readonly lastUsedAt: string | null;
  readonly status: string;
}

interface OAuthClient {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly status: string;
  readonly lastUsedAt: string | null;
  readonly secrets: readonly Secret[];
  readonly federations: readonly object[];
}

interface NewSecret extends Secret {
  readonly clientId: string;
  readonly secret: string;
  readonly tokenUrl: string;
}

interface NewOptions {
  readonly name: string;
  readonly expiresInDays: number;
  readonly scopes?: string;
  readonly secret: boolean;
}

/**
 * `oauth-client create`, `list`, `secrets`, `secret`, `revoke-secret` and `revoke`.
 *
 * @returns The command, for what else belongs below it.
 */
export function addOAuthClientCommands(
  program: Command,
  client: () => OperatorClient,
  print: Print,
): Command {
  const oauth = program.command('oauth-client').description('the OAuth clients of a tenant');

  const addSecret = async (tenant: string, id: string, expiresInDays: number): Promise<void> => {
    const made = await client().call<NewSecret>('POST', `${oauthClientPath(tenant, id)}/secrets`, {
      expiresInDays,
    });
    print(
      `Token URL      ${made.tokenUrl}\nClient ID      ${made.clientId}\nClient secret  ${made.secret}\n\n` +
        `The secret is shown this once. It expires on ${made.expiresAt.slice(0, 10)}.`,
      made,
    );
  };

  oauth
    .command('create')
    .description('make a client with a secret; the secret is shown this once')
    .argument('<tenant>', 'slug or id')
    .option('--name <name>', 'what it is for', 'Entra ID')
    .option('--scopes <scopes>', 'separated by commas; without it what Entra ID needs: scim:read,scim:write')
    .option('--expires-in-days <days>', 'when the secret ends: from 1 to 1095', readDays, 365)
    .option('--no-secret', 'make none, for a client that only has federations')
    .addHelpText('after', examples('oauth-client create acme', 'oauth-client create acme --no-secret'))
    .action(async (tenant: string, { name, scopes, expiresInDays, secret }: NewOptions) => {
      const made = await client().call<OAuthClient & { tokenUrl: string }>('POST', oauthClientPath(tenant), {
        name,
        ...(scopes !== undefined && { scopes: scopes.split(',').map((scope) => scope.trim()) }),
      });
      if (secret) await addSecret(tenant, made.id, expiresInDays);
      else print(`Token URL  ${made.tokenUrl}\nClient ID  ${made.id}`, made);
    });

  oauth
    .command('list')
    .description('all clients, newest first')
    .argument('<tenant>', 'slug or id')
    .addHelpText('after', examples('oauth-client list acme'))
    .action(async (tenant: string) => {
      const list = await client().call<{ items: readonly OAuthClient[] }>('GET', oauthClientPath(tenant));
      const rows = list.items.map(({ id, name, status, scopes, secrets, federations, lastUsedAt }) => [
        name,
        status,
        scopes.join(','),
        String(secrets.filter((secret) => secret.status === 'active').length),
        String(federations.length),
        lastUsedAt ?? 'never',
        id,
      ]);
      print(
        formatTable(['NAME', 'STATUS', 'SCOPES', 'SECRETS', 'FEDERATIONS', 'LAST USED', 'CLIENT ID'], rows),
        list,
      );
    });

  oauth
    .command('secrets')
    .description('the secrets of a client, newest first')
    .argument('<tenant>', 'slug or id')
    .argument('<client-id>', 'as "oauth-client list" shows it')
    .addHelpText('after', examples('oauth-client secrets acme 01a20a93-30be-7600-8c6f-7feb53359e09'))
    .action(async (tenant: string, id: string) => {
      const { secrets } = await client().call<OAuthClient>('GET', oauthClientPath(tenant, id));
      const rows = secrets.map(({ id: secretId, display, status, expiresAt, lastUsedAt }) => [
        display,
        status,
        expiresAt.slice(0, 10),
        lastUsedAt ?? 'never',
        secretId,
      ]);
      print(formatTable(['SECRET', 'STATUS', 'EXPIRES', 'LAST USED', 'ID'], rows), { secrets });
    });

  oauth
    .command('secret')
    .description('make another secret of a client; it is shown this once')
    .argument('<tenant>', 'slug or id')
    .argument('<client-id>', 'as "oauth-client list" shows it')
    .option('--expires-in-days <days>', 'from 1 to 1095', readDays, 365)
    .addHelpText(
      'after',
      examples('oauth-client secret acme 01a20a93-30be-7600-8c6f-7feb53359e09 --expires-in-days 730'),
    )
    .action(async (tenant: string, id: string, { expiresInDays }: { expiresInDays: number }) =>
      addSecret(tenant, id, expiresInDays),
    );

  oauth
    .command('revoke-secret')
    .description('let a secret get no more access tokens')
    .argument('<tenant>', 'slug or id')
    .argument('<client-id>', 'as "oauth-client list" shows it')
    .argument('<id>', 'as "oauth-client secrets" shows it')
    .addHelpText(
      'after',
      examples(
        'oauth-client revoke-secret acme 01a20a93-30be-7600-8c6f-7feb53359e09 01a20a93-2b01-7411-9d3c-0b6f0d8a3c11',
      ),
    )
    .action(async (tenant: string, id: string, secretId: string) => {
      await client().call('DELETE', `${oauthClientPath(tenant, id)}/secrets/${encodeURIComponent(secretId)}`);
      print('Revoked.');
    });

  oauth
    .command('revoke')
    .description('refuse a client and its access tokens from the next request on')
    .argument('<tenant>', 'slug or id')
    .argument('<client-id>', 'as "oauth-client list" shows it')
    .addHelpText('after', examples('oauth-client revoke acme 01a20a93-30be-7600-8c6f-7feb53359e09'))
    .action(async (tenant: string, id: string) => {
      await client().call('DELETE', oauthClientPath(tenant, id));
      print('Revoked.');
    });

  return oauth;
}

function readDays(text: string): number {
  const days = Number(text);
  if (!Number.isInteger(days) || days < 1) throw new InvalidArgumentError('It takes a number of days.');
  return days;
}
