import cluster from 'node:cluster';
import type { Worker } from 'node:cluster';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { RateLimiterClusterMaster } from 'rate-limiter-flexible';
import type { Config } from '../config/index.js';
import { migrateDatabase } from './database/index.js';
import type { AppLogger } from './observability/index.js';

/** How long to wait before a worker that ended by itself is started again, in milliseconds. */
const RESTART_PAUSE = 1_000;

/**
 * Runs the service in several processes behind one port (`node:cluster`): each is an instance like any other on the same
 * database, and this one counts for the limits of all of them. It starts a worker again that ends by itself, and ends
 * with the last one after SIGTERM or SIGINT.
 *
 * @returns When all of them listen for the first time.
 * @throws when one of them cannot start; it has said why.
 */
export async function runWorkers(config: Config, logger: AppLogger): Promise<void> {
  if (config.migrateOnStart) await migrateDatabase(config.database);
  new RateLimiterClusterMaster();
  let stopping = false;
  const fork = (): Worker => cluster.fork({ MIGRATE_ON_START: 'false' });
  const workers = Array.from({ length: config.workers }, fork);
  await Promise.all(workers.map(untilListening));

  cluster.on('exit', (worker, code, signal) => {
    if (stopping) return;
    logger.error(
      { worker: worker.id, code, signal },
      'A worker has ended by itself; another one takes its place.',
    );
    void pause(RESTART_PAUSE).then(() => stopping || fork());
  });
  const stop = async (signal: NodeJS.Signals): Promise<void> => {
    if (stopping) return;
    stopping = true;
    logger.info({ signal }, 'stopping');
    const living = Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined);
    const ends = living.map(
      (worker) => once(worker, 'exit') as Promise<[number | null, NodeJS.Signals | null]>,
    );
    for (const worker of living) worker.process.kill('SIGTERM');
    // One that was still starting knows no better than to end by the signal.
    const failed = (await Promise.all(ends)).some(([code, ended]) => code !== 0 && ended !== 'SIGTERM');
    logger.info('stopped');
    process.exit(failed ? 1 : 0);
  };
  process.on('SIGTERM', (signal) => void stop(signal));
  process.on('SIGINT', (signal) => void stop(signal));
}

/** What a worker does when it is left alone: it ends as on SIGTERM, since nobody counts for its limits any more. */
export function endWithPrimary(): void {
  if (cluster.isWorker) cluster.worker?.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
}

async function untilListening(worker: Worker): Promise<void> {
  const ended = once(worker, 'exit').then(() => {
    throw new Error('A worker could not start.');
  });
  await Promise.race([once(worker, 'listening'), ended]);
  ended.catch(() => undefined);
}
