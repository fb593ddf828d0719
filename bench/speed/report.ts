import type { CycleResult } from './first-cycle.js';
import type { ImportResult } from './import-and-copy.js';
import type { Machine } from './machine.js';
import type { Measurement } from './measure.js';
import type { BenchOptions } from './options.js';
import { OURS } from './parts.js';
import type { SizeResult } from './parts.js';
import type { Operation } from './workload.js';

export interface Results {
  readonly machine: Machine;
  readonly options: BenchOptions;
  readonly minutes: number;
  readonly sizes: readonly SizeResult[];
  readonly workers?: readonly Measurement[];
  readonly embedded: readonly SizeResult[];
  readonly cycles: readonly CycleResult[];
}

/** All results as tables for people. */
export function toMarkdown(results: Results): string {
  const { machine, options, minutes, sizes, workers = [], embedded, cycles } = results;
  return [
    `${machine.date}, ${machine.processor}, ${machine.cores} cores, ${machine.gigabytes} GiB, Linux ${machine.kernel}, ` +
      `Node.js ${machine.node}, PostgreSQL ${machine.postgresql}. Concurrency ${options.concurrency}, ` +
      `${options.rounds} interleaved rounds of ${options.milliseconds} ms, ${minutes.toFixed(1)} minutes in all.`,
    ...sizes.flatMap((size) => sizeTables(size)),
    ...(workers.length === 0 ? [] : ['### Two workers', serverTable(workers)]),
    ...embedded.flatMap((size) => [
      `### Embedded database, ${size.users} users`,
      serverTable(size.measurements),
      startLine(size),
    ]),
    ...(cycles.length === 0 ? [] : ['### First cycle', cycleTable(cycles)]),
  ].join('\n\n');
}

function sizeTables(size: SizeResult): readonly string[] {
  const { users, measurements } = size;
  const servers = namesOf(measurements);
  const peers = servers.filter((name) => name !== 'floor' && !name.startsWith(OURS));
  const small = servers.find((name) => name.startsWith(`${OURS},`));
  const rows = operationsOf(measurements).map((operation) => {
    const find = (server: string): Measurement | undefined => {
      return measurements.find((each) => each.server === server && each.operation === operation);
    };
    const [floor, ours] = [find('floor'), find(OURS)];
    const best = Math.max(0, ...peers.map((name) => find(name)?.perSecond ?? 0));
    return [
      operation,
      rate(floor),
      rate(ours),
      ratio(ours?.perSecond, floor?.perSecond),
      times(ours),
      ratio(ours?.p99, floor?.p99),
      ...(small === undefined ? [] : [ratio(ours?.perSecond, find(small)?.perSecond)]),
      ...peers.map((name) => rate(find(name))),
      ...(peers.length === 0 ? [] : [best === 0 ? '–' : ratio(ours?.perSecond, best)]),
    ];
  });
  const head = [
    'operation',
    'floor/s',
    'ours/s',
    'ours / floor',
    'p50, p99 ms',
    'p99 / floor',
    ...(small === undefined ? [] : [`ours / ${small}`]),
    ...peers.map((name) => `${name}/s`),
    ...(peers.length === 0 ? [] : ['ours / fastest peer']),
  ];
  const means = peers.length === 0 ? [] : [`Geometric mean of the last column: ${mean(rows)}.`];
  return [
    `### ${users} users`,
    table(head, rows),
    ...means,
    'CPU seconds of the server per 1,000 requests, and memory at the end:',
    costTable(measurements),
    ...(size.imported === undefined ? [] : ['The import of the people:', importTable(size.imported)]),
    startLine(size),
  ];
}

function mean(rows: readonly (readonly string[])[]): string {
  const values = rows.map((row) => Number(row.at(-1))).filter((value) => value > 0);
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length).toFixed(2);
}

/** A column for each server, a row for each operation. */
export function serverTable(measurements: readonly Measurement[]): string {
  const servers = namesOf(measurements);
  const rows = operationsOf(measurements).map((operation) => {
    const all = servers.map((server) =>
      measurements.find((each) => each.server === server && each.operation === operation),
    );
    const [first, last] = [all[0], all.at(-1)];
    return [
      operation,
      ...all.flatMap((each) => [rate(each), times(each)]),
      ratio(last?.perSecond, first?.perSecond),
    ];
  });
  const head = ['operation', ...servers.flatMap((name) => [`${name}/s`, 'p50, p99 ms'])];
  return servers.length === 1
    ? table(
        head,
        rows.map((row) => row.slice(0, -1)),
      )
    : table([...head, 'last / first'], rows);
}

function costTable(measurements: readonly Measurement[]): string {
  const servers = namesOf(measurements);
  const cost = (server: string, operation: Operation): string => {
    const found = measurements.find((each) => each.server === server && each.operation === operation);
    return found?.cpuSeconds?.toFixed(2) ?? '–';
  };
  const memory = servers.map((server) => {
    const last = measurements.filter((each) => each.server === server && each.megabytes !== undefined).at(-1);
    return last?.megabytes === undefined ? '–' : `${last.megabytes.toFixed(0)} MB`;
  });
  return table(
    ['operation', ...servers],
    [
      ...operationsOf(measurements).map((operation) => [
        operation,
        ...servers.map((name) => cost(name, operation)),
      ]),
      ['memory', ...memory],
    ],
  );
}

function cycleTable(cycles: readonly CycleResult[]): string {
  const first = cycles[0]?.perMinute;
  const rows = cycles.map(({ server, people, perMinute, failure }) => {
    const result =
      perMinute === undefined ? `failed: ${failure?.split('\n').at(-1) ?? ''}` : perMinute.toFixed(0);
    return [server, String(people), result, ratio(first, perMinute)];
  });
  return table(['server', 'people', 'people a minute', 'ours is so many times as fast'], rows);
}

function importTable({ rows, importPerSecond, copyPerSecond }: ImportResult): string {
  return table(
    ['people', 'import, people/s', 'bare COPY of the same rows, people/s', 'COPY / import'],
    [
      [
        String(rows),
        importPerSecond.toFixed(0),
        copyPerSecond.toFixed(0),
        ratio(copyPerSecond, importPerSecond),
      ],
    ],
  );
}

function startLine({ startSeconds, idleMegabytes }: SizeResult): string {
  const memory = idleMegabytes === undefined ? '' : `, and held ${idleMegabytes.toFixed(0)} MB then`;
  return `Our process was ready ${startSeconds.toFixed(1)} seconds after its start, migrations included${memory}.`;
}

function namesOf(measurements: readonly Measurement[]): readonly string[] {
  return [...new Set(measurements.map(({ server }) => server))];
}

function operationsOf(measurements: readonly Measurement[]): readonly Operation[] {
  return [...new Set(measurements.map(({ operation }) => operation))];
}

function rate(measurement: Measurement | undefined): string {
  if (measurement?.failure === 'no cursors') return '–';
  return measurement?.perSecond?.toFixed(0) ?? 'wrong answer';
}

function times(measurement: Measurement | undefined): string {
  if (measurement?.p50 === undefined || measurement.p99 === undefined) return '–';
  return `${measurement.p50.toFixed(1)}, ${measurement.p99.toFixed(1)}`;
}

function ratio(value: number | undefined, of: number | undefined): string {
  return value === undefined || of === undefined || of === 0 ? '–' : (value / of).toFixed(2);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, index) => (index === 0 ? '---' : '---:'))), ...rows.map(line)].join(
    '\n',
  );
}
