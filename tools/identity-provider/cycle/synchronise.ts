import type { Person } from '../people/person.js';
import type { Outcome } from './attempt.js';
import type { CycleContext } from './cycle-context.js';
import type { CycleLog } from './cycle-log.js';
import { groupByMail } from './group-by-mail.js';
import type { LinkTable } from './link-table.js';
import { provisionPeople } from './provision-people.js';
import { retireLeaver, type Leaver } from './retire-leaver.js';
import { runConcurrently } from './run-concurrently.js';

export interface Synchronisation {
  readonly people: readonly Person[];
  readonly leavers: readonly Leaver[];
  readonly concurrency: number;
  readonly log: CycleLog;
  /** Called after each step, while others are still under way. */
  readonly afterStep: () => Promise<void>;
}

/** Leavers first, so that a name that they give up is free for those who come. */
export async function synchronise(context: CycleContext, work: Synchronisation): Promise<void> {
  const { people, leavers, concurrency, log, afterStep } = work;
  await runConcurrently(leavers, concurrency, async (leaver) => {
    log.record(await retireLeaver(context, leaver));
    await afterStep();
  });

  const conflicts: Outcome<Person>[] = [];
  await runConcurrently(groupByMail(people), concurrency, async (group) => {
    for (const outcome of await provisionPeople(context, group)) {
      if (outcome.trouble === 'conflict') conflicts.push(outcome);
      else log.record(outcome);
    }
    await afterStep();
  });
  await settleConflicts(context, conflicts, log);
}

/** Those whom the state knows and the source does not (any more). */
export function listLeavers(links: LinkTable, peopleById: ReadonlyMap<string, Person>): Leaver[] {
  return links
    .entries()
    .filter(([objectId]) => !peopleById.has(objectId))
    .map(([objectId, link]) => ({ objectId, userPrincipalName: link.userPrincipalName, link }));
}

/**
 * Tries conflicts again for as long as that settles any: when one person takes the former name of
 * another, the order of the requests decides. Entra gets there by retrying in its next cycles.
 */
async function settleConflicts(
  context: CycleContext,
  conflicts: readonly Outcome<Person>[],
  log: CycleLog,
): Promise<void> {
  let open = conflicts;
  for (;;) {
    const still: Outcome<Person>[] = [];
    for (const { subject } of open) {
      for (const outcome of await provisionPeople(context, [subject])) {
        if (outcome.trouble === 'conflict') still.push(outcome);
        else log.record(outcome);
      }
    }
    if (still.length === 0) return;
    if (still.length === open.length) {
      for (const outcome of still) log.record(outcome);
      return;
    }
    open = still;
  }
}
