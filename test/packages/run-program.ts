import { execFile } from 'node:child_process';

export interface Outcome {
  readonly status: number | string;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end, in `folder`. What npm told this process about the repository is not handed on. */
export async function runProgram(
  folder: string,
  program: string,
  ...values: readonly string[]
): Promise<Outcome> {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name)));
  return new Promise((resolve) => {
    execFile(program, values, { cwd: folder, env, timeout: 100_000 }, (error, stdout, stderr) => {
      resolve({ status: error === null ? 0 : (error.code ?? 'killed'), stdout, stderr });
    });
  });
}
