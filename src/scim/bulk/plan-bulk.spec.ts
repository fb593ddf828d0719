import { InvalidValueError } from '@flosum/scim-schema';
import type { BulkOperation } from './bulk-operation.js';
import { planBulk } from './plan-bulk.js';

function post(bulkId: string, ...values: string[]): BulkOperation {
  return { kind: 'create', endpoint: 'Users', bulkId, data: { values } };
}

function patch(id: string, ...values: string[]): BulkOperation {
  return { kind: 'patch', endpoint: 'Users', id, data: { values } };
}

function remove(id: string): BulkOperation {
  return { kind: 'remove', endpoint: 'Users', id };
}

const INVALID: BulkOperation = {
  kind: 'invalid',
  endpoint: 'Users',
  id: 'bulkId:bad',
  bulkId: 'bad',
  error: new InvalidValueError('x'),
};

interface Row {
  readonly title: string;
  readonly operations: readonly BulkOperation[];
  readonly steps: readonly (readonly number[])[];
  readonly needs?: readonly (readonly number[])[];
  readonly after?: readonly (readonly number[])[];
}

describe('planBulk', () => {
  it.each<Row>([
    { title: 'nothing', operations: [], steps: [] },
    {
      title: 'what is independent',
      operations: [post('a'), patch('1'), remove('2')],
      steps: [[0], [1], [2]],
    },
    {
      title: 'references forwards and backwards, in data and path',
      operations: [patch('1', 'bulkId:a'), post('a'), remove('bulkId:a')],
      steps: [[0], [1], [2]],
      needs: [[1], [], [1]],
      after: [[], [], [0]],
    },
    {
      title: 'a circle',
      operations: [
        post('a', 'bulkId:c'),
        post('b', 'bulkId:a'),
        post('c', 'bulkId:a', 'bulkId:d'),
        post('d'),
      ],
      steps: [[0, 2], [1], [3]],
      needs: [[2], [0], []],
    },
    { title: 'a reference to itself', operations: [post('a', 'bulkId:a')], steps: [[0]] },
    {
      title: 'an invalid operation that names itself',
      operations: [INVALID, post('a', 'bulkId:bad')],
      steps: [[0], [1]],
      needs: [[], [0]],
    },
    {
      title: 'unknown references, also to what is no POST',
      operations: [post('a', 'bulkId:nope'), { ...remove('1'), bulkId: 'r' }, post('b', 'bulkId:r')],
      steps: [[0], [1], [2]],
    },
    {
      title: 'changes of one resource, and those who have it in their data',
      operations: [
        patch('1'),
        post('a', '1'),
        post('b', '/Users/1'),
        remove('1'),
        patch('1', '1'),
        patch('2', '1'),
      ],
      steps: [[0], [1], [2], [3], [4], [5]],
      after: [[], [0], [0], [0, 1, 2], [3], [4]],
    },
    {
      title: 'names like those of a prototype',
      operations: [post('__proto__', 'bulkId:constructor'), post('constructor')],
      steps: [[0], [1]],
      needs: [[1], []],
    },
  ])('plans $title', ({ operations, steps, needs, after }) => {
    const plan = planBulk(operations);
    expect(plan.steps.map(({ places }) => places)).toEqual(steps);
    expect(plan.needs.map((edges) => [...edges])).toEqual(needs ?? steps.map(() => []));
    expect(plan.after.map((edges) => [...edges].sort())).toEqual(after ?? steps.map(() => []));
  });

  it('marks circles, also those of one', () => {
    const { steps } = planBulk([
      post('a', 'bulkId:a'),
      post('b', 'bulkId:c'),
      post('c', 'bulkId:b'),
      post('d'),
    ]);
    expect(steps.map(({ isCircle }) => isCircle)).toEqual([true, true, false]);
  });
});
