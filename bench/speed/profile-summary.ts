import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface ProfileNode {
  readonly id: number;
  readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
  readonly hitCount?: number;
}

interface Profile {
  readonly nodes: readonly ProfileNode[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

/** A place in the code, and its part of the time in which the process did something. */
export interface ProfileRow {
  readonly where: string;
  readonly share: number;
}

/** Where the processor's time went, by what runs there, and by function. */
export interface ProfileSummary {
  readonly rooms: readonly ProfileRow[];
  readonly functions: readonly ProfileRow[];
}

/** Sums up the profiles that `--cpu-prof` has left in a folder. */
export function summariseProfiles(folder: string): ProfileSummary {
  const rooms = new Map<string, number>();
  const functions = new Map<string, number>();
  let busy = 0;
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.cpuprofile'))) {
    const profile = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Profile;
    const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
    for (const [index, id] of profile.samples.entries()) {
      const node = nodes.get(id);
      const time = profile.timeDeltas[index] ?? 0;
      if (node === undefined || node.callFrame.functionName === '(idle)') continue;
      busy += time;
      add(rooms, roomOf(node), time);
      add(functions, `${node.callFrame.functionName || '(anonymous)'} ${placeOf(node)}`, time);
    }
  }
  return { rooms: sorted(rooms, busy), functions: sorted(functions, busy) };
}

function roomOf({ callFrame: { functionName, url } }: ProfileNode): string {
  if (functionName === '(garbage collector)') return 'garbage collection';
  if (functionName === '(program)') return 'native code';
  if (url.startsWith('node:internal') || url.startsWith('node:')) return 'Node.js';
  const [, packageName] = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url) ?? [];
  if (packageName !== undefined) return packageName;
  const [, room] = /dist\/(src\/[^/]+|config)\//.exec(url) ?? /(libs\/[^/]+)\//.exec(url) ?? [];
  return room ?? 'native code';
}

function placeOf({ callFrame: { url, lineNumber } }: ProfileNode): string {
  return url === '' ? '' : `${url.split('/').slice(-2).join('/')}:${lineNumber + 1}`;
}

function add(times: Map<string, number>, key: string, time: number): void {
  times.set(key, (times.get(key) ?? 0) + time);
}

function sorted(times: ReadonlyMap<string, number>, busy: number): readonly ProfileRow[] {
  return [...times]
    .map(([where, time]) => ({ where, share: time / busy }))
    .sort((left, right) => right.share - left.share);
}
