import { InvalidArgumentError } from 'commander';

/** What the operator API says of a tenant's settings. */
export type TenantSettings = Readonly<Record<string, unknown>>;

export interface RateLimit {
  readonly perSecond: number;
  readonly burst: number;
}

/** Rows of a table, in the words of the options of `tenant set`. */
export function formatSettings(settings: TenantSettings): readonly (readonly string[])[] {
  return Object.entries(settings).map(([name, value]) => [
    name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
    name === 'rateLimit' ? formatRateLimit(value as RateLimit | null) : formatValue(value),
  ]);
}

/** @throws {@link InvalidArgumentError} when it is not two numbers. */
export function readRateLimit(text: string): RateLimit | 'default' {
  if (text === 'default') return text;
  const [, perSecond, burst] = /^(\d+)\/(\d+)$/.exec(text) ?? [];
  if (perSecond === undefined || burst === undefined) {
    throw new InvalidArgumentError('It is two numbers such as 50/200, or "default".');
  }
  return { perSecond: Number(perSecond), burst: Number(burst) };
}

function formatRateLimit(limit: RateLimit | null): string {
  return limit === null ? 'default' : `${limit.perSecond}/${limit.burst}`;
}

function formatValue(value: unknown): string {
  return typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value);
}
