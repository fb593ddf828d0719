import type { App } from './create-app.js';
import type { AppLogger } from './observability/index.js';

/**
 * Ends the process on SIGTERM and SIGINT: not ready any more, no new connections, requests under way answered,
 * buffers written, exit code 0.
 */
export function stopOnSignals(app: App, logger: AppLogger): void {
  let stopping = false;
  const stop = async (signal: string): Promise<void> => {
    if (stopping) return;
    stopping = true;
    logger.info({ signal }, 'stopping');
    try {
      await app.close();
      logger.info('stopped');
      process.exit(0);
    } catch (error) {
      logger.error({ err: error }, 'The stop failed.');
      process.exit(1);
    }
  };
  process.on('SIGTERM', (signal) => void stop(signal));
  process.on('SIGINT', (signal) => void stop(signal));
}
