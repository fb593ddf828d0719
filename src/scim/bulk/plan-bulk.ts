import type { BulkOperation } from './bulk-operation.js';
import { mentionsOf, referencesOf } from './bulk-references.js';
import { findKnots } from './find-knots.js';

/** What is done at once: one operation, or all that refer to each other in a circle. */
interface Step {
  /** Where its operations stand in the request, in ascending order. */
  readonly places: readonly number[];
  /** Also for a single operation, if it refers to itself. */
  readonly isCircle: boolean;
}

export interface BulkPlan {
  /** In the order of the first operation of each. */
  readonly steps: readonly Step[];
  /** Of each step, those that make what it refers to. */
  readonly needs: readonly ReadonlySet<number>[];
  /** Of each step, earlier ones that it must not overtake, for they are about the same resource. */
  readonly after: readonly ReadonlySet<number>[];
  /** Of each operation, the names that it refers to. */
  readonly references: readonly ReadonlySet<string>[];
  /** Which operation makes what has this bulkId, or should have made it. */
  readonly makers: ReadonlyMap<string, number>;
}

/**
 * Plans in which order operations can be done so that references have something to refer to, and the result is the
 * same as in the order of the request (RFC 7644 section 3.7).
 */
export function planBulk(operations: readonly BulkOperation[]): BulkPlan {
  const references = operations.map(referencesOf);
  const makers = findMakers(operations);
  const needed = references.map((names) => {
    const places = [...names].map((name) => makers.get(name));
    return new Set(places.filter((place) => place !== undefined));
  });
  const steps = groupIntoSteps(needed);
  const stepOf = new Map(steps.flatMap(({ places }, step) => places.map((place) => [place, step] as const)));
  const toSteps = (edges: readonly ReadonlySet<number>[]): readonly ReadonlySet<number>[] =>
    steps.map(({ places }, own) => {
      const others = places.flatMap((place) => [...(edges[place] ?? [])]).map((place) => stepOf.get(place));
      return new Set(others.filter((step) => step !== undefined && step !== own) as number[]);
    });
  return { steps, needs: toSteps(needed), after: toSteps(findConflicts(operations)), references, makers };
}

/** Only a POST makes something. An invalid operation counts, so that what refers to it is told that it failed. */
function findMakers(operations: readonly BulkOperation[]): ReadonlyMap<string, number> {
  const makers = new Map<string, number>();
  operations.forEach(({ kind, bulkId }, place) => {
    if (bulkId !== undefined && (kind === 'create' || kind === 'invalid')) makers.set(bulkId, place);
  });
  return makers;
}

function groupIntoSteps(needed: readonly ReadonlySet<number>[]): readonly Step[] {
  const knotOf = new Map<number, readonly number[]>();
  for (const knot of findKnots(needed)) {
    for (const place of knot) knotOf.set(place, knot);
  }
  return [...needed.keys()]
    .map((place) => ({ places: knotOf.get(place) ?? [place], isCircle: knotOf.has(place) }))
    .filter(({ places: [first] }, place) => first === place);
}

/**
 * Of each operation, the earlier ones that it must not overtake: of two about the same resource, one of which changes
 * it or takes it away, the order matters.
 */
function findConflicts(operations: readonly BulkOperation[]): readonly ReadonlySet<number>[] {
  const targets = new Set(operations.map(targetOf).filter((target) => target !== undefined));
  const writers = new Map<string, number>();
  const readers = new Map<string, number[]>();
  return operations.map((operation, place) => {
    const earlier = new Set<number>();
    for (const target of mentionsOf(operation, targets)) {
      const writer = writers.get(target);
      if (writer !== undefined) earlier.add(writer);
      const others = readers.get(target);
      if (others === undefined) readers.set(target, [place]);
      else others.push(place);
    }
    const target = targetOf(operation);
    if (target !== undefined) {
      const writer = writers.get(target);
      for (const reader of readers.get(target) ?? []) earlier.add(reader);
      if (writer !== undefined) earlier.add(writer);
      writers.set(target, place);
      readers.delete(target);
    }
    earlier.delete(place);
    return earlier;
  });
}

function targetOf(operation: BulkOperation): string | undefined {
  return 'id' in operation && operation.kind !== 'invalid' ? operation.id : undefined;
}
