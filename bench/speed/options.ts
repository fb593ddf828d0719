import { Command, InvalidArgumentError } from 'commander';
import type { Operation } from './workload.js';
import { OPERATIONS } from './workload.js';

/** A SCIM server that somebody else runs. */
interface GivenTarget {
  readonly name: string;
  readonly url: string;
  readonly token: string;
}

export interface BenchOptions {
  /** Any database of a PostgreSQL server on which databases may be made. */
  readonly serverUrl: string;
  /** Sizes of the directory. */
  readonly users: readonly number[];
  /** The largest directory that is filled by single POSTs, as those of peers are. */
  readonly peerUsers: number;
  readonly peers: readonly string[];
  readonly targets: readonly GivenTarget[];
  readonly operations: readonly Operation[];
  readonly concurrency: number;
  readonly rounds: number;
  readonly milliseconds: number;
  readonly warmUp: number;
  /** How many people a first cycle provisions; 0 leaves the part out. */
  readonly cycle: number;
  /** How many on a peer: their rate is known sooner than they are done. */
  readonly peerCycle: number;
  /** Sizes of the directory in the embedded database. */
  readonly embedded: readonly number[];
  /** Whether two workers are measured beside one. */
  readonly workers: boolean;
  /** Where `speed.md` and `speed.json` go. */
  readonly out: string;
}

const PEERS = ['scimmy', 'better-auth', 'saml-jackson'];

const FULL = {
  users: [1_000, 20_000, 1_000_000],
  peerUsers: 20_000,
  rounds: 5,
  milliseconds: 700,
  warmUp: 200,
  cycle: 20_000,
  peerCycle: 5_000,
  embedded: [1_000, 20_000],
  workers: true,
};

/** The same table in under ten minutes on two cores. */
const QUICK = {
  users: [1_000, 100_000],
  peerUsers: 1_000,
  rounds: 3,
  milliseconds: 400,
  warmUp: 100,
  cycle: 1_000,
  peerCycle: 1_000,
  embedded: [1_000],
  workers: true,
};

/** Only whether all of it works. */
const SMOKE = {
  users: [300],
  peerUsers: 300,
  rounds: 1,
  milliseconds: 50,
  warmUp: 10,
  cycle: 20,
  peerCycle: 20,
  embedded: [300],
  workers: true,
};

/** Ends the process for `--help` and for options that do not exist. */
export function readOptions(argv: readonly string[], env: NodeJS.ProcessEnv): BenchOptions {
  const flags = new Command('bench')
    .description('Measures the service, the floor below it and its peers side by side, over real HTTP.')
    .option('--quick', 'under ten minutes on two cores')
    .option('--smoke', 'only whether it works')
    .option('--users <sizes>', 'sizes of the directory, separated by commas', readNumbers)
    .option('--rounds <number>', 'how often each operation is measured on each server', readNumber)
    .option('--peers <names>', `some of ${PEERS.join(', ')}, or "none"`, readNames, PEERS)
    .option('--only <text>', 'only operations whose name has this in it')
    .option(
      '--target <name,url,token>',
      'another SCIM server, which is filled over SCIM',
      addTarget,
      [] as GivenTarget[],
    )
    .option('--out <folder>', 'where speed.md and speed.json go', 'bench/results')
    .allowExcessArguments(false)
    .parse(argv)
    .opts<Flags>();
  const size = flags.smoke === true ? SMOKE : flags.quick === true ? QUICK : FULL;
  return {
    ...size,
    serverUrl: env.DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres',
    users: flags.users ?? size.users,
    rounds: flags.rounds ?? size.rounds,
    peers: flags.peers,
    targets: flags.target,
    operations: OPERATIONS.filter((name) => name.includes(flags.only ?? '')),
    concurrency: 16,
    out: flags.out,
  };
}

interface Flags {
  readonly quick?: boolean;
  readonly smoke?: boolean;
  readonly users?: readonly number[];
  readonly rounds?: number;
  readonly peers: readonly string[];
  readonly only?: string;
  readonly target: readonly GivenTarget[];
  readonly out: string;
}

function readNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new InvalidArgumentError('It must be a whole number above 0.');
  return value;
}

function readNumbers(text: string): readonly number[] {
  return text.split(',').map(readNumber);
}

function readNames(text: string): readonly string[] {
  const names = text === 'none' ? [] : text.split(',');
  const unknown = names.find((name) => !PEERS.includes(name));
  if (unknown !== undefined) throw new InvalidArgumentError(`There is no peer "${unknown}".`);
  return names;
}

function addTarget(text: string, before: readonly GivenTarget[]): readonly GivenTarget[] {
  const [name, url, token] = text.split(',');
  if (!name || !url || !token)
    throw new InvalidArgumentError('It is a name, a URL and a token, with commas between.');
  return [...before, { name, url: url.replace(/\/$/, ''), token }];
}
