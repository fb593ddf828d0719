import { Injectable } from '@nestjs/common';
import { UniquenessError } from '@flosum/scim-schema';
import type { ScimError } from '@flosum/scim-schema';
import { recordAct } from '../../audit/index.js';
import type { Actor } from '../../audit/index.js';
import { tellPeopleChanged } from '../../changes/index.js';
import type { Author } from '../../changes/index.js';
import { Database } from '../../database/index.js';
import { TenantSchemas } from '../../tenants/index.js';
import type { TenantContext, TenantEntity } from '../../tenants/index.js';
import { UserBatches } from '../../users/index.js';
import { batchesOf } from './batches-of.js';
import { ImportReport } from './import-report.js';
import type { RecordResult } from './import-report.js';
import { oneAhead } from './one-ahead.js';
import { BatchPlanner, named, refuse } from './plan-batch.js';
import type { LookedUp, Step } from './plan-batch.js';
import { readCsvRecords } from './read-csv-records.js';
import { readJsonRecords } from './read-json-records.js';
import { SeenPeople } from './seen-people.js';
import type { UnreadableRecord, UserRecord } from './user-record.js';

/** Records that are looked up, and written, by one statement each. */
const BATCH = 1_000;

/** Batches that are written at the same moment. They are about different people, so that none waits for another one. */
const WRITES_AT_ONCE = 2;

/** Form of a file of people. */
export type ImportFormat = 'csv' | 'jsonl';

/** Who imports what. */
export interface ImportRequest {
  readonly format: ImportFormat;
  readonly input: AsyncIterable<Buffer>;
  /** Tells what would happen, and stores nothing. */
  readonly dryRun: boolean;
  readonly actor: Actor;
}

/** Brings the users of a tenant to what a file says of them, in batches: while one is written, the next is read. */
@Injectable()
export class UserImport {
  constructor(
    private readonly database: Database,
    private readonly schemas: TenantSchemas,
    private readonly planner: BatchPlanner,
    private readonly users: UserBatches,
  ) {}

  /**
   * @returns The lines of the answer, as far as it is. Who stops listening stops the import behind the batch that is
   *   being written.
   * @throws {@link InvalidColumnsError} before anything was written.
   */
  async *run(
    { id: tenantId, settings, slug }: TenantEntity,
    { format, input, dryRun, actor }: ImportRequest,
  ): AsyncGenerator<readonly object[], void> {
    const tenant = { tenantId, settings, userType: await this.schemas.presentUserTypeOf(tenantId) };
    const author: Author = {
      actor: { type: 'import', id: actor.name },
      requestId: actor.requestId ?? 'none',
    };
    const report = new ImportReport(dryRun);
    const seen = new SeenPeople();
    const read = format === 'csv' ? readCsvRecords : readJsonRecords;
    const writing: Promise<readonly RecordResult[]>[] = [];
    let isRecorded = dryRun;
    try {
      const batches = batchesOf(read(input, tenant.userType), BATCH);
      for await (const batch of oneAhead(this.lookUp(tenant, batches))) {
        const steps = await this.planner.plan(tenant, seen, batch);
        if (!isRecorded) await this.record(tenantId, slug, actor, 'started', { format });
        isRecorded = true;
        if (writing.length === WRITES_AT_ONCE) yield report.add((await writing.shift()) ?? []);
        const write = this.write(tenant, author, steps, dryRun);
        // Whoever awaits it sees the failure; until then nobody does.
        write.catch(() => undefined);
        writing.push(write);
      }
      for (let next = writing.shift(); next !== undefined; next = writing.shift())
        yield report.add(await next);
      if (!dryRun) await this.record(tenantId, slug, actor, 'finished', { ...report.counts });
      yield [report.finish()];
    } finally {
      await Promise.allSettled(writing);
      if (!dryRun) tellPeopleChanged(this.database, tenantId);
    }
  }

  private async *lookUp(
    tenant: TenantContext,
    batches: AsyncIterable<readonly (UserRecord | UnreadableRecord)[]>,
  ): AsyncGenerator<LookedUp, void> {
    for await (const records of batches) yield await this.planner.lookUp(tenant, records);
  }

  private async write(
    tenant: TenantContext,
    author: Author,
    steps: readonly Step[],
    dryRun: boolean,
  ): Promise<readonly RecordResult[]> {
    if (dryRun) return steps.map(foretell);
    const creations = steps.filter((step) => step.kind === 'create');
    const changes = steps.filter((step) => step.kind === 'update');
    const changed = await this.users.update(
      tenant,
      author,
      changes.map(({ user }) => user),
    );
    const created = await this.users.create(
      tenant,
      author,
      creations.map(({ user }) => user),
    );
    const failures = new Map<Step, ScimError | undefined>([
      ...changes.map((step, index) => [step, changed[index]] as const),
      ...creations.map((step, index) => [step, created[index]] as const),
    ]);
    return steps.map((step) => tell(step, failures.get(step)));
  }

  private async record(
    tenantId: string,
    slug: string,
    actor: Actor,
    what: 'started' | 'finished',
    after: object,
  ): Promise<void> {
    await this.database.transaction(tenantId, (manager) =>
      recordAct(manager, actor, {
        tenantId,
        action: `user-import.${what}`,
        target: { type: 'tenant', id: tenantId, name: slug },
        after,
      }),
    );
  }
}

function foretell(step: Step): RecordResult {
  const result = tell(step, undefined);
  if (step.kind !== 'update') return result;
  return { ...result, attributes: step.user.change.attributes.map(({ path }) => path) };
}

function tell(step: Step, failure: ScimError | undefined): RecordResult {
  if (step.kind === 'settled') return step.result;
  const { line, userName, externalId } = step.record;
  if (failure !== undefined) {
    const isConflict = failure instanceof UniquenessError || failure.status !== 400;
    return refuse(step.record, isConflict ? 'conflict' : 'rejected', failure.detail).result;
  }
  const outcome = step.kind === 'create' ? 'created' : 'updated';
  return { line, outcome, ...named(userName, externalId) };
}
