import { ScimError } from '@flosum/scim-schema';
import { breakCycle } from './break-cycle.js';
import { UnresolvedReferenceError } from './bulk-errors.js';
import type { BulkExecutor, BulkOutcome } from './bulk-executor.js';
import type { BulkOperation, BulkRequest, CreateOperation, ValidOperation } from './bulk-operation.js';
import { resolveReferences } from './bulk-references.js';
import { planBulk } from './plan-bulk.js';
import type { BulkPlan } from './plan-bulk.js';
import { StepQueue } from './step-queue.js';

/** What became of one operation. */
export interface BulkResult {
  readonly operation: BulkOperation;
  /** Of the resource, wherever it is known. */
  readonly location?: string;
  /** After the operation, as an entity tag. */
  readonly version?: string;
  /** Why the operation failed. */
  readonly error?: ScimError;
}

/**
 * Runs the operations of a bulk request (RFC 7644 section 3.7), in the order of the request; but an operation waits
 * until what it refers to is there, and so do later ones about the same resource. Errors of single operations are
 * their results.
 *
 * With `failOnErrors`, the rest is left alone after so many errors; what is done stays done. Resources that refer to
 * each other in a circle are one step, so the errors of one circle are all told.
 *
 * @returns The results in the order of the request, of those operations that were processed.
 * @throws What the executor throws, unless it is a {@link ScimError}. What is done stays done here, too.
 */
export async function runBulk(
  { operations, failOnErrors = Infinity }: BulkRequest,
  executor: BulkExecutor,
): Promise<readonly BulkResult[]> {
  return new BulkRun(operations, failOnErrors, executor).run();
}

type Outcome = BulkOutcome | ScimError;

class BulkRun {
  private readonly plan: BulkPlan;
  private readonly queue: StepQueue;
  private readonly ids = new Map<string, string>();
  private readonly results = new Map<number, BulkResult>();
  private errors = 0;

  constructor(
    private readonly operations: readonly BulkOperation[],
    private readonly maxErrors: number,
    private readonly executor: BulkExecutor,
  ) {
    this.plan = planBulk(operations);
    this.queue = new StepQueue(this.plan.needs, this.plan.after);
  }

  async run(): Promise<readonly BulkResult[]> {
    let step = this.queue.next();
    while (step !== undefined && this.errors < this.maxErrors) {
      await this.runStep(step);
      step = this.queue.next();
    }
    return this.operations.flatMap((_, place) => this.results.get(place) ?? []);
  }

  private async runStep(step: number): Promise<void> {
    const { places, isCircle, place, operation } = this.look(step);
    if (isCircle) {
      await this.runCircle(places);
    } else if (operation.kind === 'create' && this.refusalOf(place) === undefined) {
      await this.runCreates(step, operation.endpoint);
      return;
    } else {
      await this.runAlone(place, operation);
    }
    this.queue.finish(step);
  }

  /** Creates as many as are ready, one behind the other: a thousand of them shall be few statements. */
  private async runCreates(first: number, endpoint: string): Promise<void> {
    const batch: { readonly step: number; readonly place: number; readonly operation: CreateOperation }[] =
      [];
    for (let step: number | undefined = first; step !== undefined; step = this.queue.readyBehind(step)) {
      const { isCircle, place, operation } = this.look(step);
      if (operation.kind !== 'create' || operation.endpoint !== endpoint) break;
      if (isCircle || this.refusalOf(place) !== undefined) break;
      batch.push({ step, place, operation });
    }
    const bodies = batch.map(({ operation }) => resolveReferences(operation, this.ids).data);
    const left = this.maxErrors - this.errors;
    const outcomes = await this.executor.create(endpoint, bodies, left);
    batch.forEach(({ step, place, operation }, index) => {
      const outcome = outcomes[index];
      if (outcome !== undefined) {
        this.noteCreated(place, operation, outcome instanceof Error ? asScimError(outcome) : outcome);
        this.queue.finish(step);
      } else if (this.errors < this.maxErrors) {
        throw new Error(`The executor did not say what became of operation ${place + 1}.`);
      }
    });
  }

  private async runCircle(places: readonly number[]): Promise<void> {
    const members = places
      .map((place) => this.operations[place])
      .filter((operation) => operation?.kind === 'create');
    const outcomes = await breakCycle(members, this.ids, (name) => this.refuse(name), this.executor);
    members.forEach((operation, index) => {
      const [place, outcome] = [places[index], outcomes[index]];
      if (place !== undefined && outcome !== undefined) this.noteCreated(place, operation, outcome);
    });
  }

  private async runAlone(place: number, operation: BulkOperation): Promise<void> {
    const outcome =
      operation.kind === 'invalid'
        ? operation.error
        : (this.refusalOf(place) ?? (await this.attempt(operation)));
    const location = this.locate(operation);
    if (outcome instanceof Error) this.errors += 1;
    this.results.set(place, {
      operation,
      ...(location !== undefined && { location }),
      ...(outcome instanceof Error ? { error: outcome } : outcome),
    });
  }

  private async attempt(
    operation: ValidOperation,
  ): Promise<ScimError | { readonly location?: string; readonly version?: string }> {
    const resolved = resolveReferences(operation, this.ids);
    try {
      switch (resolved.kind) {
        case 'create':
          throw new RangeError('Creations run in batches.');
        case 'remove':
          await this.executor.remove(resolved.endpoint, resolved.id, resolved.version);
          return {};
        case 'replace':
        case 'patch': {
          const { kind, endpoint, id, data } = resolved;
          const { location, version } = await this.executor[kind](endpoint, id, data, resolved.version);
          return { location, version };
        }
      }
    } catch (error) {
      return asScimError(error);
    }
  }

  /** What was not created has no location (RFC 7644 section 3.7), nor has what a lost reference stands for. */
  private locate(operation: BulkOperation): string | undefined {
    if (operation.kind === 'create') return undefined;
    const { endpoint, id } = operation;
    if (endpoint === undefined || id === undefined) return undefined;
    if (operation.kind === 'invalid' && operation.method?.toUpperCase() === 'POST') return undefined;
    const known = id.startsWith('bulkId:') ? this.ids.get(id.slice('bulkId:'.length)) : id;
    return known === undefined ? undefined : this.executor.locate(endpoint, known);
  }

  private noteCreated(place: number, operation: CreateOperation, outcome: Outcome): void {
    if (outcome instanceof Error) {
      this.errors += 1;
      this.results.set(place, { operation, error: outcome });
      return;
    }
    this.ids.set(operation.bulkId, outcome.id);
    this.results.set(place, { operation, location: outcome.location, version: outcome.version });
  }

  /** A step, with the first of its operations. */
  private look(step: number): BulkPlan['steps'][number] & { place: number; operation: BulkOperation } {
    const planned = this.plan.steps[step];
    const [place = -1] = planned?.places ?? [];
    const operation = this.operations[place];
    if (planned === undefined || operation === undefined) throw new RangeError(`There is no step ${step}.`);
    return { ...planned, place, operation };
  }

  private refusalOf(place: number): UnresolvedReferenceError | undefined {
    for (const name of this.plan.references[place] ?? []) {
      const refusal = this.refuse(name);
      if (refusal !== undefined) return refusal;
    }
    return undefined;
  }

  private refuse(name: string): UnresolvedReferenceError | undefined {
    if (this.ids.has(name)) return undefined;
    return new UnresolvedReferenceError(name, this.plan.makers.has(name) ? 'failed' : 'unknown');
  }
}

/** @throws The error itself, when no client has caused it: then the rest cannot be done either. */
function asScimError(error: unknown): ScimError {
  if (error instanceof ScimError) return error;
  throw error;
}
