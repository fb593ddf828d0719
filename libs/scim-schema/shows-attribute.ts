import type { Projection } from './projection.js';

/**
 * Whether an answer may show something of a core attribute that is returned by default: what is costly to read can be
 * left alone otherwise.
 *
 * @param name - As the schema spells it.
 */
export function showsAttribute(projection: Projection, name: string): boolean {
  switch (projection.kind) {
    case 'default':
      return true;
    case 'only':
      return [...projection.names].some((shown) => shown === name || shown.startsWith(`${name}.`));
    case 'without':
      return !projection.names.has(name);
  }
}
