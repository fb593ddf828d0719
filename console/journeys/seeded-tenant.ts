import { TokenUsage } from '../../src/tenants/index.js';
import type { Person } from '../../tools/identity-provider/index.js';
import type { ScimClient } from '../../test/harness/scim-client.js';
import { somePeople } from './identity-provider.js';
import type { IdentityProvider } from './identity-provider.js';
import type { EmptyTenant, RunningConsole } from './running-console.js';

export interface SeededTenant extends EmptyTenant {
  readonly entra: IdentityProvider;
  /** Everybody in scope after the last cycle. */
  readonly people: readonly Person[];
  /** What the identity-provider tool does not do: groups, and requests that go wrong. */
  readonly scim: ScimClient;
}

const EXTENSION = 'urn:ietf:params:scim:schemas:extension:contoso:2.0:User';

/**
 * A tenant that has been in use: 24 people of whom Liam Nguyen has left and Emily Johnson was moved to Partners, two groups,
 * a refused request, three tokens, an OAuth client, an extension, and the acts of its admin.
 */
export async function seedTenant(
  console: RunningConsole,
  slug = 'contoso',
  name = 'Contoso',
): Promise<SeededTenant> {
  const tenant = await console.newTenant(slug, name, { groupProvisioning: true });
  const entra = await console.connect(tenant);
  const hired = await somePeople(24);
  await entra.testConnection();
  await entra.provision(hired);
  const people = hired
    .filter(({ displayName }) => displayName !== 'Liam Nguyen')
    .map((person) =>
      person.displayName === 'Emily Johnson' ? { ...person, department: 'Partners' } : person,
    );
  await entra.provision(people);

  const scim = console.app.clientOf(entra.token);
  const { Resources } = await scim.filter('active eq true');
  const engineering = await scim.aGroup('Engineering', ...Resources.slice(0, 6));
  await scim.aGroup('Everybody', engineering, ...Resources.slice(6));
  await scim.create({ userName: 'emily.johnson@contoso.example', displayName: 'Emily Johnson' }).expect(409);
  await workAsAdmin(tenant);
  await console.app.writeLog();
  // Who uses a token, and so manages people, is written down every few seconds.
  await console.app.app.nest.get(TokenUsage).write();
  return { ...tenant, entra, people, scim };
}

async function workAsAdmin({ admin }: EmptyTenant): Promise<void> {
  /** @returns The address of what was made. */
  const make = async (path: string, body: object): Promise<string> => {
    const { body: made } = (await admin.send('post', path, body).expect(201)) as { body: { id: string } };
    return `${path}/${made.id}`;
  };
  await make('/tokens', { name: 'Data warehouse', scopes: ['directory:read'], expiresInDays: 9 });
  const first = await make('/tokens', { name: 'First try', never: true });
  await admin.send('delete', first).expect(204);
  const client = await make('/oauth-clients', { name: 'Gallery app' });
  await make(`${client}/secrets`, { expiresInDays: 365 });
  await make(`${client}/federations`, {
    issuer: 'https://login.microsoftonline.com/8f0e2a51-0d3c-4c35-a8a6-2b8f7c9d1e10/v2.0',
    subject: 'd085870e-ffe1-45c1-bc6d-4f793f1fd09f',
    audience: 'c8242cf6-29d0-4fc4-90cc-bad7449545ad',
  });
  const attributes = [
    { name: 'costCenter', type: 'string' },
    { name: 'badges', type: 'string', multiValued: true },
  ];
  await admin.send('put', `/extensions/${EXTENSION}`, { name: 'Contoso', attributes }).expect(201);
  await admin.send('patch', '/settings', { requestLogDays: 60 }).expect(200);
}
