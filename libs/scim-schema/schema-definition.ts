import type { AttributeDefinition } from './attribute-definition.js';

/** A schema as data: the body checks, filters, PATCH, projection and `/Schemas` all read the same table. */
export interface SchemaDefinition {
  /** The schema's URN. */
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly attributes: readonly AttributeDefinition[];
}

export interface SchemaExtension {
  readonly schema: SchemaDefinition;
  readonly required: boolean;
}

/** A kind of resource: its endpoint, its schema and what extends it (RFC 7643 section 6). */
export interface ResourceType {
  /** Also the value of `meta.resourceType`. */
  readonly name: string;
  readonly description: string;
  /** Below the base URL, with a leading slash. */
  readonly endpoint: string;
  readonly schema: SchemaDefinition;
  readonly extensions: readonly SchemaExtension[];
}
