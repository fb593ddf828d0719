import { showProgress } from '../comparison.js';
import { peopleLines } from './people-lines.js';
import { ScimLoad } from './scim-load.js';
import type { ScimRequest } from './scim-load.js';
import type { Imported, Service } from './service.js';
import type { Target } from './target.js';
import { createOf } from './workload.js';

/** An answer has to begin within five minutes, so a large directory comes in parts. */
const PART = 200_000;

/** Fills the directory of the service by imports. */
export async function fillByImport(service: Service, users: number): Promise<Imported> {
  let seconds = 0;
  for (let from = 0; from < users; from += PART) {
    showProgress(`importing people: ${from} of ${users}`);
    const part = await service.import(peopleLines(from, Math.min(users, from + PART)));
    seconds += part.seconds;
  }
  return { users, seconds };
}

/** Fills the directory of any server by single POSTs. */
export async function fillByScim(target: Target, concurrency: number): Promise<void> {
  const load = new ScimLoad(target, concurrency);
  let next = 0;
  const loop = async (): Promise<void> => {
    while (next < target.users) {
      const request: ScimRequest = createOf(next);
      next += 1;
      if (next % 100 === 0) showProgress(`${target.name}: creating people, ${next} of ${target.users}`);
      await load.one(request);
    }
  };
  try {
    await Promise.all(Array.from({ length: concurrency }, loop));
  } finally {
    await load.close();
  }
}
