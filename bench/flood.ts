import { parentPort, workerData } from 'node:worker_threads';
import { HttpClient } from './http-client.js';

/** What a flood sends; it runs in a thread of its own, so that it takes no time from who is measured. */
export interface FloodPlan {
  readonly port: number;
  readonly token: string;
  readonly connections: number;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: object;
}

if (parentPort !== null) void flood(parentPort, workerData as FloodPlan);

/** Sends without a pause until told to stop, then tells how many answers of each status came. */
async function flood(
  port: NonNullable<typeof parentPort>,
  { port: server, token, connections, method, path, body }: FloodPlan,
): Promise<void> {
  const client = new HttpClient(server, token, connections);
  const statuses: Record<number, number> = {};
  let isOver = false;
  port.once('message', () => {
    isOver = true;
  });
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (!isOver) {
        const { status } = await client.send(method, path, body);
        statuses[status] = (statuses[status] ?? 0) + 1;
      }
    }),
  );
  client.close();
  port.postMessage(statuses);
}
