import { v7 as makeUuid } from 'uuid';

const RESOURCE_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Ids are version 7: they grow with time, so that new rows stand together in the index and pages stay stable. */
export function makeResourceId(): string {
  return makeUuid();
}

/** Whether a text can be the id of a resource. An id in capitals is another id (RFC 7643 section 3.1: case-exact). */
export function isResourceId(text: string): boolean {
  return RESOURCE_ID.test(text);
}
