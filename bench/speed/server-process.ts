import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { processTree } from './process-usage.js';

/** How long a server may take to answer, in milliseconds. */
const PATIENCE = 120_000;

/** A server that the benchmark has started as a process of its own; what it writes goes into a file. */
export class ServerProcess {
  private constructor(
    private readonly child: ChildProcess,
    /** A folder of its own, removed at the end. */
    readonly folder: string,
  ) {}

  /**
   * Starts a program of Node.js.
   *
   * @param findReady - Asked again and again, with what the program has written: whether it answers.
   * @returns The process, and what `findReady` has found.
   * @throws when the program ends before, or does not answer for two minutes.
   */
  static async start<T>(
    parameters: readonly string[],
    env: (folder: string) => NodeJS.ProcessEnv,
    findReady: (output: string) => Promise<T | undefined> | T | undefined,
  ): Promise<readonly [ServerProcess, T]> {
    const folder = mkdtempSync(join(tmpdir(), 'flosum-scim-bench-'));
    const file = join(folder, 'output.log');
    const output = openSync(file, 'w');
    const child = spawn(process.execPath, parameters, {
      env: env(folder),
      stdio: ['ignore', output, output],
    });
    closeSync(output);
    const server = new ServerProcess(child, folder);
    const end = performance.now() + PATIENCE;
    while (child.exitCode === null && performance.now() < end) {
      const ready = await findReady(readFileSync(file, 'utf8'));
      if (ready !== undefined) return [server, ready];
      await pause(20);
    }
    const written = readFileSync(file, 'utf8').slice(-2_000);
    await server.stop();
    throw new Error(`${parameters.join(' ')} did not start.\n${written}`);
  }

  /** The process and those that it has started. */
  get processIds(): readonly number[] {
    return processTree(this.child.pid ?? 0);
  }

  async stop(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      const ended = new Promise((resolve) => this.child.once('exit', resolve));
      this.child.kill('SIGTERM');
      const timer = setTimeout(() => this.child.kill('SIGKILL'), 15_000);
      await ended;
      clearTimeout(timer);
    }
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The settings of this process that a program needs to run at all: none of the service's own. */
export function bareEnvironment(): NodeJS.ProcessEnv {
  const { PATH, HOME } = process.env;
  return { ...(PATH && { PATH }), ...(HOME && { HOME }) };
}
