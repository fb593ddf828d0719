import { createMemoryStore } from './cycle/link-store.js';
import { runCycle } from './cycle/run-cycle.js';
import { openStateFile } from './cycle/state-file.js';
import { testConnection } from './cycle/test-connection.js';
import { InputError } from './input-error.js';
import { readPeopleFile } from './people/read-people.js';
import { readOptions, type ProvisionOptions } from './read-options.js';
import { formatConnection } from './report/format-connection.js';
import { formatLog } from './report/format-log.js';
import { formatSummary } from './report/format-summary.js';
import { openProgress } from './report/show-progress.js';
import { writeLogFile } from './report/write-log-file.js';

/** @returns Whether everything went well. */
async function provision(options: ProvisionOptions): Promise<boolean> {
  if (options.testConnection || options.users === undefined) {
    const connection = await testConnection(options);
    console.log(formatConnection(connection));
    return connection.ok;
  }

  const people = await readPeopleFile(options.users);
  const state = options.state === 'none' ? createMemoryStore() : openStateFile(options.state);
  const progress = openProgress(process.stderr);
  const cycle = runCycle({ ...options, people, state, onProgress: progress.show });
  const result = await cycle.finally(progress.stop);

  console.log(formatConnection(result.connection));
  if (options.log !== undefined) await writeLogFile(options.log, result.log);
  if (result.connection.ok) console.log(`\n${formatLog(result.log)}\n\n${formatSummary(result)}`);
  return result.succeeded;
}

try {
  const options = readOptions(process.argv, process.env.SCIM_TOKEN);
  if (!(await provision(options))) process.exitCode = 1;
} catch (error) {
  if (!(error instanceof InputError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
