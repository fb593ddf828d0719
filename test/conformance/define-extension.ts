import { OperatorClient } from '../harness/operator-client.js';
import { OPERATOR_KEY } from '../harness/running-app.js';
import type { RunningApp } from '../harness/running-app.js';

/** Adds attributes to the User of a tenant, as the operator does. */
export async function defineExtension(
  app: RunningApp,
  slug: string,
  urn: string,
  attributes: readonly object[],
): Promise<void> {
  const definition = { name: 'Extension', description: 'Added by a test.', attributes };
  await new OperatorClient(app.url, OPERATOR_KEY)
    .send('put', `/tenants/${slug}/schema-extensions/${urn}`, definition)
    .expect(201);
}
