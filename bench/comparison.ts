import { quantile } from './quantile.js';

/** One way of doing something; it says itself how long it took, so that its checks are not measured. */
export type Way = (round: number) => Promise<number>;

export interface Row {
  readonly what: string;
  readonly than: string;
  readonly rounds: number;
  readonly milliseconds: number;
  readonly thanMilliseconds: number;
  /** The median of the ratios of the rounds. */
  readonly ratio: number;
  /** Between these lie the ratios of half of the rounds. */
  readonly quartiles: readonly [number, number];
}

/** Times two ways side by side; who begins alternates, and the first round of each is left out. */
export async function compare(
  [what, way]: readonly [string, Way],
  [than, thanWay]: readonly [string, Way],
  rounds: number,
): Promise<Row> {
  const times: [number, number][] = [];
  for (let round = 0; round <= rounds; round += 1) {
    showProgress(`${what}: round ${round} of ${rounds}`);
    if (round % 2 === 0) {
      const first = await way(round);
      times.push([first, await thanWay(round)]);
    } else {
      const first = await thanWay(round);
      times.push([await way(round), first]);
    }
  }
  times.shift();
  const ratios = times.map(([left, right]) => left / right);
  const row = {
    what,
    than,
    rounds,
    milliseconds: quantile(
      times.map(([left]) => left),
      0.5,
    ),
    thanMilliseconds: quantile(
      times.map(([, right]) => right),
      0.5,
    ),
    ratio: quantile(ratios, 0.5),
    quartiles: [quantile(ratios, 0.25), quantile(ratios, 0.75)] as const,
  };
  showProgress(`${what}: ${row.ratio.toFixed(2)}`, true);
  return row;
}

/** How long something takes, in milliseconds, and what it returns. */
export async function time<T>(work: () => Promise<T>): Promise<readonly [milliseconds: number, result: T]> {
  const start = performance.now();
  const result = await work();
  return [performance.now() - start, result];
}

export function printTable(rows: readonly Row[]): void {
  const lines = rows.map(({ what, than, rounds, milliseconds, thanMilliseconds, ratio, quartiles }) => {
    const half = quartiles.map((value) => value.toFixed(2)).join(' – ');
    const cells = [what, than, ratio.toFixed(2), half, milliseconds.toFixed(1), thanMilliseconds.toFixed(1)];
    return `| ${cells.join(' | ')} | ${rounds} |`;
  });
  const head =
    '| this | takes so many times as long as that | ratio | half of the rounds | ms | ms of that | rounds |';
  process.stdout.write(`\n${head}\n| --- | --- | ---: | ---: | ---: | ---: | ---: |\n${lines.join('\n')}\n`);
}

/** Overwrites the line on a terminal; elsewhere only what stays is written. */
export function showProgress(text: string, stays = false): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}${stays ? '\n' : ''}`);
  else if (stays) process.stderr.write(`${text}\n`);
}
