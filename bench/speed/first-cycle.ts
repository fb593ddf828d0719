import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { showProgress } from '../comparison.js';
import { startPeer } from './floor.js';
import type { BenchOptions } from './options.js';
import { OURS } from './parts.js';
import { ScratchDatabase } from './scratch-database.js';
import { bareEnvironment } from './server-process.js';
import { Service } from './service.js';
import type { Target } from './target.js';

export interface CycleResult {
  readonly server: string;
  readonly people: number;
  readonly perMinute?: number;
  /** What the tool said, when not everybody arrived. */
  readonly failure?: string;
}

/** The first cycle of an identity provider: each person is looked up and created, by the tool that plays Entra ID. */
export async function measureCycle(options: BenchOptions): Promise<CycleResult[]> {
  if (options.cycle === 0) return [];
  const results: CycleResult[] = [];
  for (const name of [OURS, ...options.peers]) {
    showProgress(`first cycle: ${name}`);
    const database = await ScratchDatabase.create(options.serverUrl);
    const target =
      name === OURS
        ? (await Service.start({ name, databaseUrl: database.url })).asTarget(0)
        : await startPeer(name, database.url, 0);
    try {
      results.push(await runCycle(target, name === OURS ? options.cycle : options.peerCycle, options));
    } finally {
      await target.stop();
      await database.drop();
    }
  }
  return results;
}

async function runCycle(target: Target, people: number, { concurrency }: BenchOptions): Promise<CycleResult> {
  const folder = mkdtempSync(join(tmpdir(), 'flosum-scim-bench-'));
  try {
    const users = join(folder, 'people.csv');
    writeFileSync(users, peopleCsv(people));
    const program = fileURLToPath(new URL('../../tools/identity-provider/main.js', import.meta.url));
    const parameters = [
      '--url',
      target.url,
      '--users',
      users,
      '--state',
      'none',
      '--concurrency',
      `${concurrency}`,
    ];
    const start = performance.now();
    const tool = spawn(process.execPath, [program, ...parameters], {
      env: { ...bareEnvironment(), SCIM_TOKEN: target.token },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    for (const stream of [tool.stdout, tool.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-1_000)));
    }
    const [code] = (await once(tool, 'exit')) as [number | null];
    const minutes = (performance.now() - start) / 60_000;
    const about = { server: target.name, people };
    return code === 0 ? { ...about, perMinute: people / minutes } : { ...about, failure: said.trim() };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** As Entra's "Download users" writes it. */
function peopleCsv(count: number): string {
  const lines = Array.from({ length: count }, (_, index) => {
    const id = `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
    const mail = `cycle-${index}@contoso.test`;
    return `${id},${mail},${mail},Jane,Doe ${index},True`;
  });
  return ['id,userPrincipalName,mail,givenName,surname,accountEnabled', ...lines].join('\n');
}
