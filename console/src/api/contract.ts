import type { components } from './schema.js';

export type * from './people-contract.js';

type Schemas = components['schemas'];

/** The answers of `/api/v1/console`. Times are ISO-8601 in UTC. */
export type Role = Session['role'];

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

export type Session = Schemas['Session'];

export type SessionEntry = Schemas['SessionEntry'];

export type HealthState = Overview['health']['state'];

export type Overview = Schemas['Overview'];

export type ChartRange = '24h' | '30d';

export interface Chart {
  readonly range: ChartRange;
  readonly unit: 'hour' | 'day';
  readonly buckets: readonly { readonly at: string; readonly total: number; readonly failed: number }[];
}

export type Scope = Token['scopes'][number];

export type Token = Schemas['Token'];

export type NewToken = Schemas['IssuedToken'];

export type NewClientSecret = Schemas['NewClientSecret'];

export type OAuthClient = Schemas['ListedOAuthClient'];

export type OAuthClients = Schemas['OAuthClientList'];

export type Outcome = 'success' | 'refused' | 'failed';

export interface LogLine {
  readonly id: string;
  readonly at: string;
  readonly requestId: string;
  readonly method: string;
  readonly route: string;
  readonly resourceType: string | null;
  readonly resourceId: string | null;
  readonly status: number;
  readonly scimType: string | null;
  readonly outcome: Outcome;
  readonly milliseconds: number;
  readonly meaning: string;
  readonly person: { readonly id: string; readonly name: string | null } | null;
  readonly token: { readonly id: string; readonly name: string | null } | null;
  readonly deviations: readonly string[];
}

export interface AttributeChange {
  readonly path: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

export interface LogDetail extends LogLine {
  readonly url: string;
  readonly requestHeaders: Readonly<Record<string, unknown>>;
  readonly requestBody: unknown;
  readonly responseBody: unknown;
  readonly change: {
    readonly changeId: string;
    readonly kind: string;
    readonly version: number | string;
    readonly attributes: readonly AttributeChange[];
  } | null;
  readonly deviationDetails: readonly {
    readonly name: string;
    readonly clause: string;
    readonly words: string;
  }[];
  readonly advice: readonly string[];
  readonly curl: string;
}

export interface ReplayResult {
  readonly dryRun: boolean;
  readonly status: number;
  readonly outcome: Outcome;
  readonly meaning: string;
  readonly detail: string | null;
  readonly scimType: string | null;
  readonly attributes: readonly AttributeChange[];
  readonly body: string | null;
}

export type Settings = Schemas['Settings'];

export interface ExtensionAttribute {
  readonly name: string;
  readonly type: string;
  readonly multiValued?: boolean;
  readonly description?: string;
  readonly required?: boolean;
  readonly uniqueness?: string;
}

export type Extension = Schemas['SchemaExtension'];

export type AuditEvent = Schemas['Act'];

export type Danger = Schemas['Danger'];

export type Connect = Schemas['Connect'];

export type SamlCheck = Schemas['SamlCheck'];

export interface PersonEvent {
  readonly id: string;
  readonly active: boolean;
  readonly name: string;
  readonly kind: string;
  readonly at: string;
}

export interface TokenUseEvent {
  readonly tokenId: string;
  readonly at: string;
}
