import { openThings } from './open-things.js';

// Runs behind the hooks of every `describe`: whoever opens something in a test file closes it there.
afterAll(() => {
  expect(openThings.list()).toEqual([]);
});
