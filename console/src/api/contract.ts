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

export type Chart = Schemas['Chart'];

export type ChartRange = Chart['range'];

export type Scope = Token['scopes'][number];

export type Token = Schemas['Token'];

export type NewToken = Schemas['IssuedToken'];

export type NewClientSecret = Schemas['NewClientSecret'];

export type OAuthClient = Schemas['ListedOAuthClient'];

export type OAuthClients = Schemas['OAuthClientList'];

export type Outcome = LogLine['outcome'];

export type LogLine = Schemas['RequestLine'];

export type LogDetail = Schemas['RequestDetail'];

export type AttributeChange = Schemas['AttributeChange'];

export type ReplayResult = Schemas['ReplayResult'];

export type Settings = Schemas['Settings'];

export type Extension = Schemas['SchemaExtension'];

type WholeAttribute = Extension['attributes'][number];

/** As it is sent: what is left out is as the server has it. */
export type ExtensionAttribute = Pick<WholeAttribute, 'name' | 'type'> & Partial<WholeAttribute>;

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
