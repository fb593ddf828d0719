import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface ProfileNode {
  readonly id: number;
  readonly callFrame: { readonly functionName: string; readonly url: string };
}

interface Profile {
  readonly nodes: readonly ProfileNode[];
  readonly samples: readonly number[];
  /** In microseconds. */
  readonly timeDeltas: readonly number[];
}

/**
 * Where the processor's time went, by what runs there: sums up the profile that `--cpu-prof` has left in a folder.
 *
 * @param lastSeconds - Only the end of it.
 * @returns Parts of the time in which the process did something, the largest first.
 */
export function summariseProfile(folder: string, lastSeconds: number): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  let busy = 0;
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.cpuprofile'))) {
    const { nodes, samples, timeDeltas } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Profile;
    const byId = new Map(nodes.map((node) => [node.id, node]));
    const whole = timeDeltas.reduce((sum, delta) => sum + delta, 0);
    let at = 0;
    for (const [index, id] of samples.entries()) {
      const node = byId.get(id);
      const time = timeDeltas[index] ?? 0;
      at += time;
      if (node === undefined || node.callFrame.functionName === '(idle)' || at < whole - lastSeconds * 1e6)
        continue;
      busy += time;
      const where = placeOf(node);
      times.set(where, (times.get(where) ?? 0) + time);
    }
  }
  const shares = [...times].map(([where, time]) => [where, time / busy] as const);
  return new Map(shares.sort(([, left], [, right]) => right - left));
}

/** System calls of sockets stand under their own names, since they are most of a short request. */
function placeOf({ callFrame: { functionName, url } }: ProfileNode): string {
  if (functionName === '(garbage collector)') return 'garbage collection';
  if (/^write(v|Buffer|Utf8String|Latin1String)$/.test(functionName) && url === '')
    return 'writing to sockets';
  if (url.startsWith('node:')) return 'Node.js (http, streams, events, crypto)';
  const [, packageName = ''] = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url) ?? [];
  if (/^(pg|pg-pool|pg-protocol|pg-types|postgres-date)$/.test(packageName))
    return 'the driver of PostgreSQL';
  if (/^(@nestjs|rxjs|reflect-metadata)/.test(packageName)) return 'Nest and rxjs';
  if (
    /^(express|router|body-parser|raw-body|parseurl|path-to-regexp|accepts|on-finished)$/.test(packageName)
  ) {
    return 'Express';
  }
  const [, room] = /dist\/(src\/[^/]+)\//.exec(url) ?? /(libs\/[^/]+)\//.exec(url) ?? [];
  if (room !== undefined) return room;
  return packageName === '' ? 'engine' : 'other packages';
}
