import type { Actor, Person } from './people-contract.js';

export type * from './people-contract.js';

/** The answers of `/api/v1/console`. Times are ISO-8601 in UTC. */
export type Role = 'owner' | 'token-manager' | 'auditor';

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

export interface Session {
  readonly tenant: {
    readonly id: string;
    readonly slug: string;
    readonly name: string;
    readonly status: string;
  };
  readonly adminEmail: string;
  readonly role: Role;
  readonly expiresAt: string;
  readonly tenantUrl: string;
  readonly region: string;
  readonly helpUrl: string;
}

export interface SessionEntry {
  readonly id: string;
  readonly adminEmail: string;
  readonly role: Role;
  readonly createdAt: string;
  readonly lastSeenAt: string;
  readonly expiresAt: string;
  readonly current: boolean;
}

export type HealthState = 'never-connected' | 'healthy' | 'failing' | 'silent' | 'suspended';

export interface Overview {
  readonly health: {
    readonly state: HealthState;
    readonly since: string | null;
    readonly silentHours: number | null;
    readonly sentence: string;
  };
  readonly next: readonly { readonly text: string; readonly to: string }[];
  readonly people: { readonly active: number; readonly inactive: number; readonly changedToday: number };
  readonly last24Hours: { readonly total: number; readonly failed: number };
  readonly last30Days: { readonly total: number; readonly failed: number };
  readonly quarantine: {
    readonly failed: number;
    readonly total: number;
    readonly share: number;
    readonly limit: number;
    readonly from: number;
    readonly atRisk: boolean;
  };
  readonly nextTokenExpiry: {
    readonly id: string;
    readonly name: string;
    readonly expiresAt: string;
    readonly daysLeft: number;
  } | null;
  readonly dropped: number;
  readonly unknownTokens: number;
}

export type ChartRange = '24h' | '30d';

export interface Chart {
  readonly range: ChartRange;
  readonly unit: 'hour' | 'day';
  readonly buckets: readonly { readonly at: string; readonly total: number; readonly failed: number }[];
}

export type Scope =
  'scim:read' | 'scim:write' | 'directory:read' | 'directory:sign-in' | 'changes:read' | 'webhooks:manage';

export interface Token {
  readonly id: string;
  readonly name: string;
  readonly display: string;
  readonly scopes: readonly Scope[];
  readonly createdAt: string;
  readonly createdBy: string;
  readonly lastUsedAt: string | null;
  readonly lastUsedFrom: string | null;
  readonly lastUsedBy: string | null;
  readonly expiresAt: string | null;
  readonly daysLeft: number | null;
  readonly status: 'active' | 'expired' | 'revoked' | 'replaced';
  readonly successorId: string | null;
  readonly predecessorId: string | null;
  readonly inUse: boolean;
  readonly silentSince: string | null;
}

export type NewToken = Token & { readonly token: string };

interface ClientSecret {
  readonly id: string;
  readonly display: string;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly createdBy: string;
  readonly lastUsedAt: string | null;
  readonly status: 'active' | 'expired' | 'revoked';
}

export interface NewClientSecret {
  readonly id: string;
  readonly display: string;
  readonly expiresAt: string;
  readonly clientId: string;
  readonly secret: string;
  readonly tokenUrl: string;
}

interface Federation {
  readonly id: string;
  readonly issuer: string;
  readonly subject: string;
  readonly audience: string;
  readonly createdBy: string;
  readonly createdAt: string;
}

export interface OAuthClient {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly createdBy: string;
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
  readonly status: 'active' | 'revoked';
  readonly secrets: readonly ClientSecret[];
  readonly federations: readonly Federation[];
}

export interface OAuthClients {
  readonly tokenUrl: string;
  readonly items: readonly OAuthClient[];
}

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
  readonly person: { readonly id: string; readonly name: string } | null;
  readonly token: { readonly id: string; readonly name: string } | null;
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
}

export interface Settings {
  readonly groupProvisioning: boolean;
  readonly defaultTimezone: string;
  readonly dialect: 'tolerant' | 'strict';
  readonly repeatedCreate: string;
  readonly rateLimit: unknown;
  readonly requestLogDays: number;
  readonly provisioning: 'on' | 'off';
  readonly timeZones: readonly string[];
}

export interface ExtensionAttribute {
  readonly name: string;
  readonly type: string;
  readonly multiValued?: boolean;
  readonly description?: string;
  readonly required?: boolean;
  readonly uniqueness?: string;
}

export interface Extension {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly attributes: readonly ExtensionAttribute[];
}

export interface AuditEvent {
  readonly id: string;
  readonly at: string;
  readonly actor: Actor;
  readonly address: string | null;
  readonly action: string;
  readonly target: { readonly type: string; readonly id: string | null; readonly name: string | null } | null;
  readonly before: unknown;
  readonly after: unknown;
}

export interface Danger {
  readonly people: { readonly active: number; readonly inactive: number };
  readonly groups: number;
  readonly tokens: number;
  readonly changes: number;
  readonly requests: number;
}

type RefusalReason = 'unknown' | 'expired' | 'revoked' | 'other-region' | 'suspended';

export interface Connect {
  readonly tenantUrl: string;
  readonly groupProvisioning: boolean;
  readonly mapping: readonly {
    readonly target: string;
    readonly source: string;
    readonly note: string | null;
  }[];
  readonly saml: readonly { readonly claim: string; readonly source: string }[];
  readonly firstRequest: {
    readonly at: string;
    readonly method: string | null;
    readonly route: string | null;
    readonly status: number | null;
    readonly meaning: string;
  } | null;
  readonly lastRefusal: {
    readonly at: string;
    readonly reason: RefusalReason;
    readonly words: string;
  } | null;
}

export interface SamlCheck {
  readonly claims: Readonly<Partial<Record<string, string | null>>>;
  readonly problems: readonly { readonly claim: string; readonly words: string }[];
  readonly person: Person | null;
  readonly matchedBy: 'userUniqueId' | 'email' | null;
  readonly why: string;
  readonly advice: readonly string[];
}

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
