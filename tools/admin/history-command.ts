import { Argument } from 'commander';
import type { Command } from 'commander';
import { examples } from './examples.js';
import { formatTable } from './format-table.js';
import { formatTime } from './format-time.js';
import type { OperatorClient } from './operator-client.js';
import type { Print } from './print.js';
import { readCount } from './read-count.js';
import { readPages } from './read-pages.js';

interface Change {
  readonly kind: string;
  readonly version: number;
  readonly at: string;
  readonly actor: { readonly type: string; readonly id?: string };
  readonly requestId: string;
  readonly attributes: readonly { readonly path: string }[];
}

/** `history`. */
export function addHistoryCommand(program: Command, client: () => OperatorClient, print: Print): void {
  program
    .command('history')
    .description('what happened to a user or group, newest first, also when it is deleted by now')
    .argument('<tenant>', 'slug or id')
    .addArgument(new Argument('<kind>', 'what it is').choices(['user', 'group']))
    .argument('<id>', 'its SCIM id')
    .option('--limit <count>', 'how many changes', readCount, 50)
    .addHelpText(
      'after',
      examples(
        'history acme user 01a20a93-30be-7600-8c6f-7feb53359e09',
        'history acme group 01a20a93-30be-7600-8c6f-7feb53359e09 --limit 1000 --json',
      ),
    )
    .action(async (tenant: string, kind: string, id: string, { limit }: { limit: number }) => {
      const path = `/tenants/${encodeURIComponent(tenant)}/${kind}s/${encodeURIComponent(id)}/history`;
      const items = await readPages<Change>(client(), path, limit);
      const rows = items.map(({ at, kind: what, version, attributes, actor, requestId }) => [
        formatTime(at),
        what,
        String(version),
        attributes.map(({ path: attribute }) => attribute).join(', '),
        [actor.type, actor.id ?? []].flat().join(' '),
        requestId,
      ]);
      print(formatTable(['AT (UTC)', 'WHAT', 'VERSION', 'ATTRIBUTES', 'BY', 'REQUEST'], rows), { items });
    });
}
