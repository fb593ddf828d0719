import { access } from 'node:fs/promises';
import type { Command } from 'commander';
import { UnreadableFileError } from './extension-commands.js';
import { formatTable } from './format-table.js';
import { openProgress } from './open-progress.js';
import type { OperatorClient } from './operator-client.js';
import { examples } from './examples.js';
import type { Print } from './print.js';
import type { Terminal } from './tenant-life-commands.js';
import { readLines, sendFile } from './transfer-client.js';
import type { Line } from './transfer-client.js';

/** Lines of a table that somebody reads; the rest is in the counts. */
const MAX_SHOWN = 1_000;

/** Records of a file were not imported. */
export class RefusedRecordsError extends Error {
  constructor(count: number) {
    super(
      `${count} ${count === 1 ? 'record was' : 'records were'} not imported. Correct the file and import it again.`,
    );
    this.name = 'RefusedRecordsError';
  }
}

/** `users import`. */
export function addUserCommands(
  program: Command,
  client: () => OperatorClient,
  print: Print,
  terminal: Terminal,
): void {
  const users = program.command('users').description('the people of a tenant');

  users
    .command('import')
    .description('create and update users from a file; doing it twice is harmless')
    .argument('<tenant>', 'slug or id')
    .argument('<file>', 'CSV (.csv) or JSON lines')
    .option('--dry-run', 'tell what would happen, and store nothing')
    .addHelpText(
      'after',
      examples('users import acme people.csv --dry-run', 'users import acme people.jsonl'),
    )
    .action(async (tenant: string, file: string, { dryRun = false }: { dryRun?: boolean }) => {
      await access(file).catch((error: unknown) => {
        throw new UnreadableFileError(`${file} cannot be read.`, { cause: error });
      });
      const progress = openProgress(terminal.errors, 'bytes');
      const results: Line[] = [];
      let summary: Line = {};
      try {
        const path = `/tenants/${encodeURIComponent(tenant)}/user-imports?dryRun=${String(dryRun)}`;
        const response = await sendFile(client(), path, file, progress.show);
        for await (const line of readLines(response, (one) => 'summary' in one)) {
          if ('outcome' in line && results.length < MAX_SHOWN) results.push(line);
          if (typeof line.summary === 'object') summary = line.summary as Line;
        }
      } finally {
        progress.stop();
      }
      const table = formatTable(['LINE', 'RESULT', 'USER', 'WHY'], results.map(toRow));
      const counts = describe(summary, dryRun);
      print(results.length > 0 ? `${table}\n${counts}` : counts, { summary, results });
      const refused = Number(summary.conflict) + Number(summary.rejected);
      if (refused > 0) throw new RefusedRecordsError(refused);
    });
}

function toRow({ line, outcome, userName, externalId, reason, attributes }: Line): readonly string[] {
  const why = reason ?? (Array.isArray(attributes) ? attributes.join(', ') : '');
  return [line, outcome, userName ?? externalId ?? '', why].map((cell) => toCell(String(cell)));
}

/** What a file says must not move the cursor. */
function toCell(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]+/gu, ' ').trim();
}

function describe({ created, updated, unchanged, conflict, rejected }: Line, dryRun: boolean): string {
  const counts = `created ${String(created)}, updated ${String(updated)}, unchanged ${String(unchanged)}, conflicts ${String(conflict)}, rejected ${String(rejected)}`;
  return dryRun ? `Nothing was stored. It would be: ${counts}.` : `Imported: ${counts}.`;
}
