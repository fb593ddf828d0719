import { showProgress } from '../comparison.js';
import { fillByImport, fillByScim } from './fill.js';
import { startFloor, startPeer } from './floor.js';
import { compareWithCopy } from './import-and-copy.js';
import type { ImportResult } from './import-and-copy.js';
import { measure } from './measure.js';
import type { Measurement } from './measure.js';
import type { BenchOptions } from './options.js';
import { residentMegabytes } from './process-usage.js';
import { ScratchDatabase } from './scratch-database.js';
import { Service } from './service.js';
import type { Imported, ServiceOptions } from './service.js';
import type { Target } from './target.js';

/** Our service, in tables and messages. */
export const OURS = 'ours';

export interface SizeResult {
  readonly users: number;
  readonly measurements: readonly Measurement[];
  /** From the start of the process until it is ready, and what it holds then. */
  readonly startSeconds: number;
  readonly idleMegabytes: number | undefined;
  /** The import of the people, against a bare COPY; for the largest size. */
  readonly imported?: ImportResult;
}

/** Things to be undone at the end, the last one first. */
class Undo {
  private readonly steps: (() => Promise<unknown>)[] = [];

  add(step: () => Promise<unknown>): void {
    this.steps.unshift(step);
  }

  async all(): Promise<void> {
    for (const step of this.steps) await step();
  }
}

/**
 * The floor, our service and its peers with a directory of one size. For a size above the first, the service with the
 * smallest directory is measured in the same run, so that the two can be compared.
 */
export async function measureSize(options: BenchOptions, users: number): Promise<SizeResult> {
  const undo = new Undo();
  try {
    const { service, database, imported } = await startService(options, users, undo, { name: OURS });
    const idleMegabytes = residentMegabytes(service.processIds);
    const ours = service.asTarget(users);
    const floor = await startFloor(database.url, service.tenantId, ours);
    undo.add(() => floor.stop());
    const targets: Target[] = [floor, ours];
    const [smallest = users] = options.users;
    if (users > smallest) {
      const name = `${OURS}, ${smallest}`;
      const small = await startService(options, smallest, undo, { name });
      targets.push(small.service.asTarget(smallest));
    }
    if (users <= options.peerUsers) targets.push(...(await startPeers(options, users, undo)));
    const measurements = await measure(targets, options.operations, options);
    const { startSeconds, tenantId } = service;
    const isLargest = users === Math.max(...options.users);
    const copied = isLargest && (await compareWithCopy(options.serverUrl, database.url, tenantId, imported));
    return { users, measurements, startSeconds, idleMegabytes, ...(copied && { imported: copied }) };
  } finally {
    showProgress('stopping the servers');
    await undo.all();
  }
}

/** One process and two, side by side. */
export async function measureWorkers(options: BenchOptions): Promise<readonly Measurement[]> {
  const undo = new Undo();
  try {
    const targets: Target[] = [];
    for (const workers of [1, 2]) {
      const name = workers === 1 ? 'one worker' : `${workers} workers`;
      const { service } = await startService(options, 1_000, undo, {
        name,
        settings: { WORKERS: `${workers}` },
      });
      targets.push(service.asTarget(1_000));
    }
    return await measure(targets, ['look-up by userName', 'create', 'page of 100'], options);
  } finally {
    await undo.all();
  }
}

/** The service on its embedded database. */
export async function measureEmbedded(options: BenchOptions, users: number): Promise<SizeResult> {
  const service = await Service.start({ name: 'embedded database' });
  try {
    const idleMegabytes = residentMegabytes(service.processIds);
    await fillByImport(service, users);
    const { startSeconds } = service;
    const measurements = await measure([service.asTarget(users)], options.operations, options);
    return { users, measurements, startSeconds, idleMegabytes };
  } finally {
    await service.stop();
  }
}

async function startService(
  { serverUrl }: BenchOptions,
  users: number,
  undo: Undo,
  options: ServiceOptions,
): Promise<{ readonly service: Service; readonly database: ScratchDatabase; readonly imported: Imported }> {
  const database = await ScratchDatabase.create(serverUrl);
  undo.add(() => database.drop());
  const service = await Service.start({ ...options, databaseUrl: database.url });
  undo.add(() => service.stop());
  const imported = await fillByImport(service, users);
  await database.run('vacuum analyze');
  return { service, database, imported };
}

async function startPeers(options: BenchOptions, users: number, undo: Undo): Promise<readonly Target[]> {
  const targets: Target[] = options.targets.map((given) => ({
    ...given,
    users,
    hasCursors: false,
    processIds: [],
    stop: () => Promise.resolve(),
  }));
  for (const name of options.peers) {
    const database = await ScratchDatabase.create(options.serverUrl);
    undo.add(() => database.drop());
    const target = await startPeer(name, database.url, users);
    undo.add(() => target.stop());
    await fillByScim(target, options.concurrency);
    await database.run('vacuum analyze');
    targets.push(target);
  }
  for (const target of targets.filter(({ processIds }) => processIds.length === 0)) {
    await fillByScim(target, options.concurrency);
  }
  return targets;
}
