import { BULK_REQUEST_URN } from '@flosum/scim-schema';
import type { BenchApp } from './bench-app.js';
import { compare, time } from './comparison.js';
import type { Row, Way } from './comparison.js';
import { entraPerson } from './entra-person.js';
import type { Answer, HttpClient } from './http-client.js';

const CREATES = 1_000;
const CONNECTIONS = 16;

/** Of each thousand, so many are read back. */
const SAMPLE = 10;

interface Person {
  readonly userName: string;
  readonly displayName: string;
  readonly id: string;
}
interface BulkAnswer {
  readonly Operations: readonly { readonly status: string; readonly location: string }[];
}

/** A thousand new people: one by one, many at a time, and in one bulk request. */
export async function measureBulk(bench: BenchApp, rounds: number): Promise<readonly Row[]> {
  const { token } = await bench.newTenant('bulk');
  const one = bench.clientOf(token, 1);
  const many = bench.clientOf(token, CONNECTIONS);
  let batch = 0;
  const newPeople = (): readonly object[] => {
    batch += 1;
    return Array.from({ length: CREATES }, (_, index) => entraPerson(`p${batch}-${index}`));
  };

  const bulk: Way = async () => {
    const people = newPeople();
    const Operations = people.map((data, index) => {
      return { method: 'POST', path: '/Users', bulkId: `b${index}`, data };
    });
    const body = { schemas: [BULK_REQUEST_URN], Operations };
    const [milliseconds, answer] = await time(() => one.send('POST', '/Bulk', body));
    const { Operations: results } = answer.expect(200).json() as BulkAnswer;
    if (results.length !== CREATES || results.some(({ status }) => status !== '201')) {
      throw new Error(`The bulk request did not create everybody: ${JSON.stringify(results[0])}`);
    }
    await checkSample(
      one,
      people,
      results.map(({ location }) => location.slice(location.lastIndexOf('/') + 1)),
    );
    return milliseconds;
  };
  const single = (client: HttpClient, connections: number): Way => {
    return async () => {
      const people = newPeople();
      const answers: Answer[] = [];
      const lane = async (first: number): Promise<void> => {
        for (let index = first; index < people.length; index += connections) {
          answers[index] = await client.send('POST', '/Users', people[index]);
        }
      };
      const [milliseconds] = await time(() =>
        Promise.all(Array.from({ length: connections }, (_, index) => lane(index))),
      );
      await checkSample(
        client,
        people,
        answers.map((answer) => (answer.expect(201).json() as Person).id),
      );
      return milliseconds;
    };
  };

  const inBulk = ['the same in one bulk request', bulk] as const;
  return [
    await compare(['1,000 POSTs, one after the other', single(one, 1)], inBulk, rounds),
    await compare([`1,000 POSTs, ${CONNECTIONS} at a time`, single(many, CONNECTIONS)], inBulk, rounds),
  ];
}

async function checkSample(
  client: HttpClient,
  people: readonly object[],
  ids: readonly string[],
): Promise<void> {
  for (let index = 0; index < people.length; index += people.length / SAMPLE) {
    const sent = people[index] as Person;
    const found = (await client.get(`/Users/${ids[index] ?? ''}`)).expect(200).json() as Person;
    if (found.userName !== sent.userName || found.displayName !== sent.displayName) {
      throw new Error(`"${sent.userName}" was created, and "${found.userName}" is there.`);
    }
  }
}
