import { InvalidArgumentError } from 'commander';

const MOST = 100_000;

/** @throws {@link InvalidArgumentError} when it is no number of things to show. */
export function readCount(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1 || count > MOST) {
    throw new InvalidArgumentError(`It is a number from 1 to ${MOST}.`);
  }
  return count;
}
