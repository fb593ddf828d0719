import { showProgress } from '../comparison.js';
import { quantile } from '../quantile.js';
import { cpuSeconds, residentMegabytes } from './process-usage.js';
import { ScimLoad } from './scim-load.js';
import type { Target } from './target.js';
import { OPERATIONS, Workload } from './workload.js';
import type { Operation } from './workload.js';

export interface Pacing {
  /** How many requests are under way at a time. */
  readonly concurrency: number;
  /** How often each operation is measured on each server. */
  readonly rounds: number;
  /** How long each time, in milliseconds, and before that without being measured. */
  readonly milliseconds: number;
  readonly warmUp: number;
}

/** One operation on one server: medians over the rounds, quantiles over all requests. */
export interface Measurement {
  readonly server: string;
  readonly users: number;
  readonly operation: Operation;
  /** What it cannot do, or answered wrongly; then nothing else is there. */
  readonly failure?: string;
  readonly perSecond?: number;
  readonly p50?: number;
  readonly p99?: number;
  /** Of the processes of the server, for 1,000 requests; the database's is not in it. */
  readonly cpuSeconds?: number | undefined;
  /** After the last round, in megabytes. */
  readonly megabytes?: number | undefined;
}

interface Run {
  readonly perSecond: number;
  readonly cpuSeconds: number | undefined;
  readonly latencies: readonly number[];
}

/** The requests to one tenant. */
interface Traffic {
  readonly load: ScimLoad;
  readonly workload: Workload;
}

/** What belongs to one server while it is measured. */
interface Subject {
  readonly target: Target;
  readonly users: Traffic;
  readonly groups: Traffic;
  readonly runs: Map<Operation, Run[]>;
  readonly failures: Map<Operation, string>;
}

/**
 * Measures servers side by side: in every round each operation runs on each server in turn, so that what else happens on
 * the machine meets all of them. Who begins changes from round to round. A first round counts not: until each way has been
 * gone many times, Node.js has not compiled it.
 *
 * @param targets - Each with a directory that is filled already.
 */
export async function measure(
  targets: readonly Target[],
  operations: readonly Operation[],
  pacing: Pacing,
): Promise<readonly Measurement[]> {
  const subjects = await Promise.all(targets.map((target) => prepare(target, pacing)));
  try {
    for (let round = 0; round <= pacing.rounds; round += 1) {
      for (const operation of OPERATIONS.filter((name) => operations.includes(name))) {
        showProgress(`round ${round} of ${pacing.rounds}: ${operation}`);
        const turn = subjects.map((_, index) => subjects[(index + round) % subjects.length]);
        for (const subject of turn) if (subject !== undefined) await run(subject, operation, pacing);
      }
      if (round === 0) for (const { runs } of subjects) runs.clear();
    }
    return subjects.flatMap((subject) => operations.map((operation) => summarise(subject, operation)));
  } finally {
    for (const { users, groups } of subjects) await Promise.all([users.load.close(), groups.load.close()]);
  }
}

async function prepare(target: Target, pacing: Pacing): Promise<Subject> {
  const users = await prepareTraffic(target, pacing);
  const { withGroups } = target;
  const groups = withGroups ? await prepareTraffic({ ...target, ...withGroups }, pacing) : users;
  return { target, users, groups, runs: new Map(), failures: new Map() };
}

async function prepareTraffic(target: Target, { concurrency }: Pacing): Promise<Traffic> {
  const load = new ScimLoad(target, concurrency);
  const workload = new Workload(target, load);
  await workload.prepare();
  return { load, workload };
}

async function run(subject: Subject, operation: Operation, pacing: Pacing): Promise<void> {
  const { target, runs, failures } = subject;
  const { load, workload } = operation === 'add a group member' ? subject.groups : subject.users;
  if (failures.has(operation)) return;
  if (operation === 'deep page by cursor' && !workload.hasCursors) {
    failures.set(operation, 'no cursors');
    return;
  }
  try {
    await workload.begin(operation);
    await load.for(pacing.warmUp, () => workload.next(operation));
    const before = cpuSeconds(target.processIds);
    const { requests, seconds, latencies } = await load.for(pacing.milliseconds, () =>
      workload.next(operation),
    );
    const after = cpuSeconds(target.processIds);
    await workload.end(operation);
    const used =
      before === undefined || after === undefined ? undefined : ((after - before) / requests) * 1000;
    const done = { perSecond: requests / seconds, cpuSeconds: used, latencies };
    runs.set(operation, [...(runs.get(operation) ?? []), done]);
  } catch (error) {
    failures.set(operation, error instanceof Error ? error.message : String(error));
    showProgress(`${target.name}, ${operation}: ${failures.get(operation) ?? ''}`, true);
  }
}

function summarise({ target, runs, failures }: Subject, operation: Operation): Measurement {
  const about = { server: target.name, users: target.users, operation };
  const failure = failures.get(operation);
  if (failure !== undefined) return { ...about, failure };
  const done = runs.get(operation) ?? [];
  const latencies = done.flatMap((each) => each.latencies);
  const used = done.flatMap((each) => (each.cpuSeconds === undefined ? [] : [each.cpuSeconds]));
  return {
    ...about,
    perSecond: quantile(
      done.map((each) => each.perSecond),
      0.5,
    ),
    p50: quantile(latencies, 0.5),
    p99: quantile(latencies, 0.99),
    cpuSeconds: used.length === 0 ? undefined : quantile(used, 0.5),
    megabytes: residentMegabytes(target.processIds),
  };
}
