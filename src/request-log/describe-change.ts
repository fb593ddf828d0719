import type { JsonObject } from '@flosum/scim-schema';
import type { NewChange } from '../changes/index.js';
import { nameOf } from './name-of.js';

type Told = Pick<NewChange, 'kind' | 'resource' | 'attributes' | 'resourceId'>;

/** Attributes that a sentence names; the rest is counted. */
const MAX_NAMED = 3;

/** Characters of a personal value in a sentence: cut later, it could lose the mark behind it. */
const MAX_PERSONAL = 300;

/** Invisible marks of Unicode around a text that stands for itself (UAX 9): they do no harm wherever they are shown. */
export const BEGIN = '\u2068';
export const END = '\u2069';
const PERSONAL = /\u2068([^\u2068\u2069]*)\u2069/g;

/** Marks what is somebody's name, address or the like, so that it can be masked for who may not see it. */
export function personal(text: string): string {
  const shown = text.length > MAX_PERSONAL ? `${text.slice(0, MAX_PERSONAL)}…` : text;
  return `${BEGIN}${shown.replaceAll(/[\u2068\u2069]/g, '')}${END}`;
}

/** Stands for the name of what a request has read: it is looked up when the line is shown. */
export const NAME_OF_RESOURCE = `${BEGIN}${END}`;

/** Takes the marks away, and what is between them through a function. */
export function showPersonal(text: string, show: (value: string) => string): string {
  return text.replaceAll(PERSONAL, (_all, value: string) => show(value));
}

/** A change in one sentence: `Deactivated Jane Doe`. Personal values stand between marks. */
export function describeChange(change: Told): string {
  const name = personal(nameOfChanged(change));
  switch (change.kind) {
    case 'created':
      return `Created ${name}${change.resource?.active === false ? ', inactive' : ''}`;
    case 'deleted':
      return `Deleted ${name}`;
    case 'deactivated':
      return `Deactivated ${name}`;
    case 'reactivated':
      return `Reactivated ${name}`;
    case 'members-added':
      return `Added ${membersOf(change, 'after')} to ${name}`;
    case 'members-removed':
      return `Removed ${membersOf(change, 'before')} from ${name}`;
    case 'updated':
      return `Changed ${listPaths(change.attributes.map(({ path }) => path))} of ${name}`;
  }
}

/** The name of what was changed; what is deleted has it only in what was before. */
export function nameOfChanged({ resource, attributes, resourceId }: Told): string {
  if (resource !== undefined) return nameOf(resource) ?? resourceId;
  const before: Record<string, unknown> = {};
  for (const attribute of attributes) {
    if (attribute.path === 'displayName' || attribute.path === 'userName') {
      before[attribute.path] = attribute.before;
    }
  }
  return nameOf(before as JsonObject) ?? resourceId;
}

function membersOf({ attributes }: Told, side: 'before' | 'after'): string {
  const values = attributes.find(({ path }) => path === 'members')?.[side];
  const count = Array.isArray(values) ? values.length : 0;
  return count === 1 ? '1 member' : `${count} members`;
}

function listPaths(paths: readonly string[]): string {
  const names = [...new Set(paths.map((path) => path.split(':').at(-1) ?? path))];
  const shown = names.slice(0, MAX_NAMED);
  const more = names.length - shown.length;
  const all = more > 0 ? [...shown, `${more} more`] : shown;
  const last = all.pop();
  return all.length === 0 ? (last ?? 'something') : `${all.join(', ')} and ${last ?? ''}`;
}
