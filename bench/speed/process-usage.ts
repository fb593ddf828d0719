import { readFileSync } from 'node:fs';

/** The kernel tells times in such units, whatever its own clock does. */
const TICKS_PER_SECOND = 100;

/** A process and those that it has started, as far as the system tells (Linux). */
export function processTree(id: number): readonly number[] {
  try {
    const children = readFileSync(`/proc/${id}/task/${id}/children`, 'utf8').trim();
    return [
      id,
      ...children
        .split(' ')
        .filter(Boolean)
        .flatMap((child) => processTree(Number(child))),
    ];
  } catch {
    return [];
  }
}

/** CPU time that processes have used so far, in seconds; `undefined` where the system does not tell. */
export function cpuSeconds(processIds: readonly number[]): number | undefined {
  return sum(processIds, (id) => {
    const fields = readFileSync(`/proc/${id}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
  });
}

/** Memory that processes hold, in megabytes. */
export function residentMegabytes(processIds: readonly number[]): number | undefined {
  return sum(processIds, (id) => {
    const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1];
    return Number(kilobytes) / 1024;
  });
}

function sum(processIds: readonly number[], read: (id: number) => number): number | undefined {
  if (processIds.length === 0) return undefined;
  try {
    return processIds.map(read).reduce((left, right) => left + right);
  } catch {
    return undefined;
  }
}
