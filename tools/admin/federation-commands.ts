import type { Command } from 'commander';
import { examples } from './examples.js';
import { formatTable } from './format-table.js';
import { oauthClientPath } from './oauth-client-path.js';
import type { OperatorClient } from './operator-client.js';
import type { Print } from './print.js';

interface Federation {
  readonly id: string;
  readonly issuer: string;
  readonly subject: string;
  readonly audience: string;
}

type NewFederation = Pick<Federation, 'issuer' | 'subject' | 'audience'>;

/** `oauth-client federation add`, `list` and `remove`. */
export function addFederationCommands(oauth: Command, client: () => OperatorClient, print: Print): void {
  const federation = oauth
    .command('federation')
    .description('identities of other issuers that stand for a client, without a secret');

  federation
    .command('add')
    .description('take the assertions of an issuer for a client')
    .argument('<tenant>', 'slug or id')
    .argument('<client-id>', 'as "oauth-client list" shows it')
    .requiredOption('--issuer <url>', 'the claim "iss", to the letter')
    .requiredOption('--subject <text>', 'the claim "sub", to the letter')
    .requiredOption('--audience <text>', 'the claim "aud", to the letter')
    .addHelpText(
      'after',
      examples(
        'oauth-client federation add acme 01a20a93-30be-7600-8c6f-7feb53359e09 --issuer https://issuer.example --subject entra --audience flosum',
      ),
    )
    .action(async (tenant: string, id: string, { issuer, subject, audience }: NewFederation) => {
      const path = `${oauthClientPath(tenant, id)}/federations`;
      const added = await client().call<Federation>('POST', path, { issuer, subject, audience });
      print(`Added the federation ${added.id}.`, added);
    });

  federation
    .command('list')
    .description('the federations of a client, newest first')
    .argument('<tenant>', 'slug or id')
    .argument('<client-id>', 'as "oauth-client list" shows it')
    .addHelpText('after', examples('oauth-client federation list acme 01a20a93-30be-7600-8c6f-7feb53359e09'))
    .action(async (tenant: string, id: string) => {
      const { federations } = await client().call<{ federations: readonly Federation[] }>(
        'GET',
        oauthClientPath(tenant, id),
      );
      const rows = federations.map(({ id: own, issuer, subject, audience }) => [
        issuer,
        subject,
        audience,
        own,
      ]);
      print(formatTable(['ISSUER', 'SUBJECT', 'AUDIENCE', 'ID'], rows), { federations });
    });

  federation
    .command('remove')
    .description('take no more assertions of it')
    .argument('<tenant>', 'slug or id')
    .argument('<client-id>', 'as "oauth-client list" shows it')
    .argument('<id>', 'as "oauth-client federation list" shows it')
    .addHelpText(
      'after',
      examples(
        'oauth-client federation remove acme 01a20a93-30be-7600-8c6f-7feb53359e09 01a20a93-2b01-7411-9d3c-0b6f0d8a3c11',
      ),
    )
    .action(async (tenant: string, id: string, own: string) => {
      await client().call('DELETE', `${oauthClientPath(tenant, id)}/federations/${encodeURIComponent(own)}`);
      print('Removed.');
    });
}
