import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { openThings } from './open-things.js';

/** A port that nobody listens on. */
export async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** The built server as a process of its own, for what only a process shows: its start, its screen and its end. */
export class ServerProcess {
  private static readonly running = new Set<ServerProcess>();

  private text = '';
  readonly exit: Promise<number | null>;

  private constructor(private readonly child: ChildProcess) {
    const forget = openThings.note('a server process');
    ServerProcess.running.add(this);
    child.stdout?.on('data', (chunk: Buffer) => (this.text += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (this.text += chunk.toString()));
    this.exit = once(child, 'exit').then(([code]) => {
      forget();
      ServerProcess.running.delete(this);
      return code as number | null;
    });
  }

  /** @param environment - All of the settings: nothing of the tests' own environment is passed on. */
  static start(environment: Readonly<Record<string, string>>, script = 'dist/src/main.js'): ServerProcess {
    const env = { PATH: process.env.PATH ?? '', ...environment };
    return new ServerProcess(spawn(process.execPath, [script], { env, stdio: ['ignore', 'pipe', 'pipe'] }));
  }

  /** Ends what a failed test has left running. */
  static async killAll(): Promise<void> {
    await Promise.all([...ServerProcess.running].map((server) => server.end('SIGKILL')));
  }

  /** Everything that it has printed so far. */
  get screen(): string {
    return this.text;
  }

  /** Waits until a request can be answered and the first screen is printed. */
  async untilReady(port: number): Promise<void> {
    for (let attempt = 0; attempt < 300; attempt += 1) {
      if (this.child.exitCode !== null) throw new Error(`The server has ended:\n${this.text}`);
      const ready = await fetch(`http://127.0.0.1:${port}/health/ready`, {
        signal: AbortSignal.timeout(2_000),
      }).then(
        ({ ok }) => ok,
        () => false,
      );
      if (ready && this.text.includes('Tenant URL')) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`The server is not ready:\n${this.text}`);
  }

  /** The processes that it has started (Linux). */
  children(): readonly number[] {
    const { pid = 0 } = this.child;
    const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
    return text === '' ? [] : text.split(' ').map(Number);
  }

  async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null> {
    this.child.kill(signal);
    return this.exit;
  }
}
