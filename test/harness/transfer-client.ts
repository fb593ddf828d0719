import { OPERATOR_KEY } from './running-app.js';
import type { RunningApp } from './running-app.js';

/** A line of an answer in JSON lines. */
export type Line = Readonly<Record<string, unknown>>;

export interface LinesAnswer {
  readonly status: number;
  readonly text: string;
  readonly lines: readonly Line[];
}

/** Calls the routes of the operator API that take files or answer in JSON lines. */
export class TransferClient {
  constructor(private readonly app: RunningApp) {}

  /** @param path - Below `/api/v1/operator`. */
  async call(
    method: 'GET' | 'POST' | 'DELETE',
    path: string,
    headers: Readonly<Record<string, string>> = {},
    body?: string | Uint8Array,
  ): Promise<LinesAnswer> {
    const response = await fetch(`${this.app.url}/api/v1/operator${path}`, {
      method,
      headers: { Authorization: `Bearer ${OPERATOR_KEY}`, ...headers },
      ...(body !== undefined && { body: body as string }),
    });
    const text = await response.text();
    const isLines = response.headers.get('content-type')?.startsWith('application/jsonl') === true;
    const lines = isLines
      ? text
          .trimEnd()
          .split('\n')
          .map((line) => JSON.parse(line) as Line)
      : [];
    return { status: response.status, text, lines };
  }

  async export(tenant: string): Promise<readonly Line[]> {
    return (await this.call('GET', `/tenants/${tenant}/export`)).lines;
  }

  /** @returns The lines about records, and the summary; `undefined` when the answer was cut off. */
  async import(
    tenant: string,
    type: 'text/csv' | 'application/jsonl',
    file: string | Uint8Array,
    dryRun = false,
  ): Promise<{
    readonly status: number;
    readonly records: readonly Line[];
    readonly summary: Line | undefined;
    readonly text: string;
  }> {
    const path = `/tenants/${tenant}/user-imports${dryRun ? '?dryRun=true' : ''}`;
    const { status, lines, text } = await this.call('POST', path, { 'Content-Type': type }, file);
    return {
      status,
      text,
      records: lines.filter((line) => 'outcome' in line),
      summary: lines.at(-1)?.summary as Line | undefined,
    };
  }
}
