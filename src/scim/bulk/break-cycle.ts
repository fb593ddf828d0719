import { ScimError } from '@flosum/scim-schema';
import type { JsonObject } from '@flosum/scim-schema';
import { UnresolvedReferenceError } from './bulk-errors.js';
import type { BulkExecutor, BulkOutcome } from './bulk-executor.js';
import type { CreateOperation } from './bulk-operation.js';
import { referencesOf, resolveReferences } from './bulk-references.js';
import { patchOf, splitOffReferences } from './split-off-references.js';
import { StepQueue } from './step-queue.js';

/** What is found of a reference that leads out of the circle: an id, or why there is none. */
type Lookup = (bulkId: string) => UnresolvedReferenceError | undefined;

/**
 * Creates resources that refer to each other in a circle, or one that refers to itself (RFC 7644 section 3.7.1).
 *
 * The first is created without what refers to those that are not there yet, and so is every other that has to be; when
 * all are there, a PATCH adds what was left out. All of them refer to each other, so they are created together or not
 * at all: when one fails, those that were made are deleted again.
 *
 * @param ids - Of what was created before, by bulkId.
 * @param refuse - Says why a reference that leads out of the circle has no id, if it has none.
 * @returns Of each, the outcome, or why it is not there.
 */
export async function breakCycle(
  members: readonly CreateOperation[],
  ids: ReadonlyMap<string, string>,
  refuse: Lookup,
  executor: BulkExecutor,
): Promise<readonly (BulkOutcome | ScimError)[]> {
  const cycle = new Cycle(members, ids, executor);
  const refused = cycle.findRefused(refuse);
  if (refused.size > 0) return cycle.failAll(refused);
  try {
    await cycle.create();
    await cycle.complete();
    return cycle.outcomes();
  } catch (error) {
    if (!(error instanceof MemberError)) {
      // The first failure says more than one of the tidying after it.
      await cycle.undo().catch(() => undefined);
      throw error;
    }
    await cycle.undo();
    return cycle.failAll(new Map([[error.place, error.reason]]));
  }
}

/** Tells which member has failed. It never leaves this file. */
class MemberError extends Error {
  constructor(
    readonly place: number,
    readonly reason: ScimError,
  ) {
    super(reason.message, { cause: reason });
  }
}

class Cycle {
  private readonly places: ReadonlyMap<string, number>;
  private readonly references: readonly ReadonlySet<string>[];
  private readonly ids: Map<string, string>;
  private readonly made = new Map<number, BulkOutcome>();
  private readonly incomplete = new Map<number, JsonObject>();

  constructor(
    private readonly members: readonly CreateOperation[],
    ids: ReadonlyMap<string, string>,
    private readonly executor: BulkExecutor,
  ) {
    this.ids = new Map(ids);
    this.places = new Map(members.map(({ bulkId }, place) => [bulkId, place]));
    this.references = members.map(referencesOf);
  }

  findRefused(refuse: Lookup): ReadonlyMap<number, ScimError> {
    const refused = new Map<number, ScimError>();
    this.references.forEach((names, place) => {
      for (const name of names) {
        const error = this.places.has(name) ? undefined : refuse(name);
        if (error !== undefined) refused.set(place, error);
      }
    });
    return refused;
  }

  async create(): Promise<void> {
    for (const place of this.order()) {
      const member = this.memberAt(place);
      const missing = new Set([...(this.references[place] ?? [])].filter((name) => !this.ids.has(name)));
      const { body, additions } = splitOffReferences(member.data, missing);
      if (additions.length > 0) this.incomplete.set(place, patchOf(additions));
      const { data } = resolveReferences({ ...member, data: body }, this.ids);
      const outcome = await this.attempt(place, async () => {
        const [created] = await this.executor.create(member.endpoint, [data], 1);
        if (created instanceof Error || created === undefined) throw created ?? new Error('Nothing created.');
        return created;
      });
      this.made.set(place, outcome);
      this.ids.set(member.bulkId, outcome.id);
    }
  }

  /** First those of which all is there; when there is none, the first of the request. */
  private order(): readonly number[] {
    const wishes = this.references.map((names, own) => {
      const others = [...names].map((name) => this.places.get(name));
      return new Set(others.filter((place) => place !== undefined && place !== own) as number[]);
    });
    const queue = new StepQueue(
      wishes.map(() => new Set<number>()),
      wishes,
    );
    const order: number[] = [];
    for (let place = queue.next(); place !== undefined; place = queue.next()) {
      order.push(place);
      queue.finish(place);
    }
    return order;
  }

  async complete(): Promise<void> {
    for (const [place, patch] of this.incomplete) {
      const { endpoint } = this.memberAt(place);
      const { id } = this.outcomeAt(place);
      const { data } = resolveReferences({ kind: 'patch', endpoint, id, data: patch }, this.ids);
      const outcome = await this.attempt(place, () => this.executor.patch(endpoint, id, data, undefined));
      this.made.set(place, outcome);
    }
  }

  private async attempt<T>(place: number, action: () => Promise<T>): Promise<T> {
    try {
      return await action();
    } catch (error) {
      throw error instanceof ScimError ? new MemberError(place, error) : error;
    }
  }

  outcomes(): readonly BulkOutcome[] {
    return this.members.map((_, place) => this.outcomeAt(place));
  }

  /** Deletes what was made, the last first. What somebody else has deleted meanwhile is gone as well. */
  async undo(): Promise<void> {
    for (const [place, { id }] of [...this.made].reverse()) {
      try {
        await this.executor.remove(this.memberAt(place).endpoint, id, undefined);
      } catch (error) {
        if (!(error instanceof ScimError)) throw error;
      }
    }
  }

  /** Those without a fault of their own failed for one that they refer to. */
  failAll(faults: ReadonlyMap<number, ScimError>): readonly ScimError[] {
    return this.members.map(({ bulkId }, place) => {
      const inside = [...(this.references[place] ?? [])].filter((name) => this.places.has(name));
      const blamed = inside.find((name) => name !== bulkId) ?? bulkId;
      return faults.get(place) ?? new UnresolvedReferenceError(blamed, 'failed');
    });
  }

  private memberAt(place: number): CreateOperation {
    const member = this.members[place];
    if (member === undefined) throw new RangeError(`The circle has no member ${place}.`);
    return member;
  }

  private outcomeAt(place: number): BulkOutcome {
    const outcome = this.made.get(place);
    if (outcome === undefined) throw new RangeError(`Member ${place} was not created.`);
    return outcome;
  }
}
