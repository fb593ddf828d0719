import { fileURLToPath } from 'node:url';
import { bareEnvironment, ServerProcess } from './server-process.js';
import type { Target } from './target.js';

/** Starts the floor (floor-server.ts) on the directory that the service has filled. */
export async function startFloor(
  databaseUrl: string,
  tenantId: string,
  directory: Pick<Target, 'token' | 'users'>,
): Promise<Target> {
  const program = fileURLToPath(new URL('./floor-server.js', import.meta.url));
  return startProgram('floor', program, directory.users, true, {
    DATABASE_URL: databaseUrl,
    TENANT_ID: tenantId,
    TOKEN: directory.token,
  });
}

/** Starts the server of a peer, on an empty database of its own. */
export async function startPeer(name: string, databaseUrl: string, users: number): Promise<Target> {
  const program = fileURLToPath(new URL(`../../../bench/peers/${name}.js`, import.meta.url));
  return startProgram(name, program, users, false, { DATABASE_URL: databaseUrl, PORT: '0' });
}

async function startProgram(
  name: string,
  program: string,
  users: number,
  hasCursors: boolean,
  settings: Readonly<Record<string, string>>,
): Promise<Target> {
  const env = (): NodeJS.ProcessEnv => ({ ...bareEnvironment(), NODE_ENV: 'production', ...settings });
  const [server, { url, token }] = await ServerProcess.start([program], env, readAddress);
  return {
    name,
    url,
    token,
    users,
    hasCursors,
    processIds: server.processIds,
    stop: () => server.stop(),
  };
}

/** The line in which such a server says where it is: `{"url": "http://…", "token": "…"}`. */
function readAddress(output: string): { readonly url: string; readonly token: string } | undefined {
  const line = output.split('\n').find((each) => each.startsWith('{"url"'));
  return line === undefined ? undefined : (JSON.parse(line) as { url: string; token: string });
}
