import { isJsonObject, type JsonObject } from '../protocol/parse-json-object.js';
import type { Step } from './mapped-attribute.js';

/** What a resource holds at the end of the steps. Names and types compare without regard to case, as SCIM wants. */
export function readAttribute(resource: JsonObject, steps: readonly Step[]): unknown {
  return steps.reduce<unknown>(takeStep, resource);
}

function takeStep(value: unknown, step: Step): unknown {
  if (typeof step === 'string') return isJsonObject(value) ? memberOf(value, step) : undefined;
  if (!Array.isArray(value)) return undefined;
  return value.find((element) => isJsonObject(element) && sameText(memberOf(element, 'type'), step.type));
}

function memberOf(value: JsonObject, name: string): unknown {
  return Object.entries(value).find(([key]) => sameText(key, name))?.[1];
}

function sameText(a: unknown, b: string): boolean {
  return typeof a === 'string' && a.toLowerCase() === b.toLowerCase();
}
