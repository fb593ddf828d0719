import { readConfig, scimBaseUrl } from '../../config/index.js';
import { SYSTEM } from '../../src/audit/index.js';
import { locateConsole } from '../../src/console/index.js';
import { createApp } from '../../src/create-app.js';
import { createLogger } from '../../src/observability/index.js';

import { stopOnSignals } from '../../src/stop-on-signals.js';
import { ApiTokensService, DEFAULT_SCOPES, TenantsService } from '../../src/tenants/index.js';
import {
  formatConnection,
  formatLog,
  formatSummary,
  locateSample,
  openProgress,
  readPeopleFile,
  runCycle,
  takeFirst,
} from '../identity-provider/index.js';

const PEOPLE = 25;

/** Starts the service on a database that keeps nothing, and lets the identity provider fill it. */
async function demonstrate(): Promise<void> {
  const config = readConfig({
    ...process.env,
    NODE_ENV: 'development',
    DATABASE_URL: '',
    DATA_DIR: 'memory://',
    PUBLIC_URL: '',
  });
  const logger = createLogger('warn');
  print('Starting the service on a throw-away database …');
  const app = await createApp(config, logger, undefined, locateConsole());
  stopOnSignals(app, logger);
  await app.nest.listen(config.port, config.host);

  const tenant = await app.nest.get(TenantsService).create(SYSTEM, 'demo', 'Demo');
  const { token } = await app.nest.get(ApiTokensService).issue(tenant.id, SYSTEM, {
    name: 'Demo',
    scopes: DEFAULT_SCOPES,
    expiresInDays: 1,
  });
  const url = scimBaseUrl(config);
  print(
    `\n  Tenant URL    ${url}\n  Secret token  ${token}\n\nThe identity provider provisions ${PEOPLE} people …\n`,
  );

  const people = takeFirst(await readPeopleFile(locateSample()), PEOPLE);
  const progress = openProgress(process.stderr);
  const cycle = runCycle({ people, url, token, concurrency: 2, onProgress: progress.show });
  const result = await cycle.finally(progress.stop);
  print(`${formatConnection(result.connection)}\n\n${formatLog(result.log)}\n\n${formatSummary(result)}`);
  if (!result.succeeded) {
    await app.close();
    process.exit(1);
  }
  print(
    `\nThe service goes on until you press Ctrl+C. Look at a person in another terminal:\n\n` +
      `  curl -H "Authorization: Bearer ${token}" "${url}/Users?count=1"\n`,
  );
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

await demonstrate();
