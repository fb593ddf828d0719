import type {
  AuditEvent,
  LogDetail,
  OAuthClient,
  Person,
  Role,
  SessionEntry,
  Settings,
  Token,
} from '../src/api/contract.js';
import { ago } from './ago.js';
import { makeLine } from './fake-lines.js';

const MINUTE = 60_000;
const DAY = 86_400_000;

const FIRST = ['Jane', 'Amir', 'Chloé', 'Dieter', 'Eleni', 'Farah', 'Goran', 'Hanako', 'Ingrid', 'João'];
const LAST = [
  'Doe',
  'Haddad',
  'Lefèvre',
  'Krüger',
  'Papadopoulou',
  'Nasser',
  'Petrović',
  'Yamamoto',
  'Østergård',
  'Silva',
];

function makePeople(count: number): Person[] {
  return Array.from({ length: count }, (_, index) => {
    const first = FIRST[index % 10] ?? '';
    const last = LAST[Math.floor(index / 10) % 10] ?? '';
    const mail = `${first}.${last}${index < 100 ? '' : index}@acme.test`.toLowerCase();
    return {
      id: `person-${index}`,
      userName: mail,
      displayName:
        index === 3
          ? 'Dieter Maximilian Freiherr von und zu Hohenstein-Wolfenbüttel der Jüngere'
          : `${first} ${last}`,
      email: mail,
      active: index % 9 !== 8,
      externalId: `8f0e2a51-0d3c-4c35-a8a6-${String(index).padStart(12, '0')}`,
      lastModified: ago(index * 37 * MINUTE),
      managedBy: index % 14 === 13 ? 'import' : 'entra',
    };
  });
}

export function makeToken(id: string, part: Partial<Token>): Token {
  return {
    id,
    name: 'Entra ID',
    display: 'fls_us_a1B2c3D4…x9Yz',
    scopes: ['scim:read', 'scim:write'],
    createdAt: ago(200 * DAY),
    createdBy: 'ada@acme.test',
    lastUsedAt: null,
    lastUsedFrom: null,
    lastUsedBy: null,
    expiresAt: ago(-165 * DAY),
    daysLeft: 165,
    status: 'active',
    successorId: null,
    predecessorId: null,
    inUse: false,
    silentSince: null,
    ...part,
  };
}

/** Everything that the fake server knows. Tests change it and see what the page makes of it. */
export interface FakeState {
  signedIn: boolean;
  role: Role;
  connected: boolean;
  refusal: {
    at: string;
    reason: 'unknown' | 'expired' | 'revoked' | 'other-region' | 'suspended';
    words: string;
  } | null;
  tenantStatus: string;
  people: Person[];
  tokens: Token[];
  lines: LogDetail[];
  clients: OAuthClient[];
  sessions: SessionEntry[];
  settings: Settings;
  audit: AuditEvent[];
}

export function makeState(part: Partial<FakeState> = {}): FakeState {
  const people = makePeople(1_250);
  const person = (index: number): Person => {
    const found = people[index % 100];
    if (found === undefined) throw new Error('There are a hundred people at least.');
    return found;
  };
  return {
    signedIn: true,
    role: 'owner',
    connected: true,
    refusal: null,
    tenantStatus: 'active',
    people,
    tokens: [
      makeToken('token-1', {
        lastUsedAt: ago(2 * MINUTE),
        lastUsedFrom: '20.190.128.0/24',
        lastUsedBy: 'Entra ID',
        inUse: true,
      }),
      makeToken('token-2', {
        name: 'Data warehouse',
        display: 'fls_us_q7R8s9T0…k1Lm',
        scopes: ['directory:read', 'changes:read'],
        expiresAt: ago(-9 * DAY),
        daysLeft: 9,
        lastUsedAt: ago(3 * DAY),
        lastUsedFrom: '198.51.100.0/24',
      }),
      makeToken('token-3', {
        name: 'First try',
        display: 'fls_us_Zz00Yy11…a2Bc',
        status: 'revoked',
        lastUsedAt: ago(90 * DAY),
      }),
    ],
    lines: Array.from({ length: 400 }, (_, index) =>
      makeLine(400 - index, person(index * 7), ago(index * 3 * MINUTE + 30_000)),
    ),
    clients: [
      {
        id: '01a20a93-30be-7600-8c6f-7feb53359e09',
        name: 'Entra gallery app',
        scopes: ['scim:read', 'scim:write'],
        createdBy: 'ada@acme.test',
        createdAt: ago(40 * DAY),
        lastUsedAt: ago(50 * MINUTE),
        revokedAt: null,
        revokedBy: null,
        status: 'active',
        secrets: [
          {
            id: 'secret-1',
            display: 'flc_us_a1B2c3D4e5F6_…x9Yz',
            createdAt: ago(40 * DAY),
            expiresAt: ago(-325 * DAY),
            createdBy: 'ada@acme.test',
            lastUsedAt: ago(50 * MINUTE),
            revokedAt: null,
            revokedBy: null,
            status: 'active',
          },
        ],
        federations: [
          {
            id: 'federation-1',
            issuer: 'https://login.microsoftonline.com/8f0e2a51-0d3c-4c35-a8a6-2b8f7c9d1e10/v2.0',
            subject: 'd085870e-ffe1-45c1-bc6d-4f793f1fd09f',
            audience: 'c8242cf6-29d0-4fc4-90cc-bad7449545ad',
            createdBy: 'ada@acme.test',
            createdAt: ago(20 * DAY),
          },
        ],
      },
    ],
    sessions: [
      {
        id: 'session-1',
        adminEmail: 'ada@acme.test',
        role: 'owner',
        createdAt: ago(20 * MINUTE),
        lastSeenAt: ago(5_000),
        expiresAt: ago(-11 * 60 * MINUTE),
        current: true,
      },
      {
        id: 'session-2',
        adminEmail: 'grace@acme.test',
        role: 'auditor',
        createdAt: ago(180 * MINUTE),
        lastSeenAt: ago(25 * MINUTE),
        expiresAt: ago(-9 * 60 * MINUTE),
        current: false,
      },
    ],
    settings: {
      groupProvisioning: true,
      defaultTimezone: 'Etc/UTC',
      dialect: 'tolerant',
      repeatedCreate: 'conflict',
      rateLimit: null,
      requestLogDays: 30,
      provisioning: 'on',
      timeZones: ['Etc/UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Tokyo', 'Australia/Sydney'],
    },
    audit: [
      {
        id: 'audit-2',
        at: ago(40 * MINUTE),
        actor: { type: 'admin', name: 'ada@acme.test' },
        address: '203.0.113.0/24',
        action: 'tenant.settings-changed',
        target: { type: 'tenant', id: 'tenant-1', name: 'Acme' },
        before: { groupProvisioning: false },
        after: { groupProvisioning: true },
      },
      {
        id: 'audit-1',
        at: ago(200 * DAY),
        actor: { type: 'operator', name: 'support' },
        address: '198.51.100.0/24',
        action: 'token.created',
        target: { type: 'token', id: 'token-1', name: 'Entra ID' },
        before: null,
        after: null,
      },
    ],
    ...part,
  };
}
