import type {
  AuditEvent,
  LogDetail,
  OAuthClient,
  Outcome,
  Person,
  Role,
  SessionEntry,
  Settings,
  Token,
} from '../src/api/contract.js';

const MINUTE = 60_000;
const DAY = 86_400_000;

export function ago(milliseconds: number): string {
  return new Date(Date.now() - milliseconds).toISOString();
}

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

export function makePeople(count: number): Person[] {
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

const MEANINGS: readonly (readonly [string, string, number, string])[] = [
  ['GET', 'Looked up userName {mail}: found', 200, ''],
  ['PATCH', 'Changed department of {name}', 200, ''],
  ['POST', 'Created {name}', 201, ''],
  ['PATCH', 'Deactivated {name}', 200, ''],
  ['GET', 'Looked up userName {mail}: none', 200, ''],
  ['POST', 'Could not create {name}: the userName is taken', 409, 'uniqueness'],
  ['PATCH', 'Refused to change {name}: userName is empty', 400, 'invalidValue'],
];

export function makeLine(id: number, person: Person, at: string, kind = id % MEANINGS.length): LogDetail {
  const [method, sentence, status, scimType] = MEANINGS[kind] ?? ['GET', '', 200, ''];
  const outcome: Outcome = status < 400 ? 'success' : status === 409 ? 'failed' : 'refused';
  const meaning = sentence.replace('{mail}', person.userName).replace('{name}', person.displayName ?? '');
  const isChange = status < 300 && method !== 'GET';
  return {
    id: `line-${id}`,
    at,
    requestId: `01a20a93-30be-7600-8c6f-${String(id).padStart(12, '0')}`,
    method,
    route: method === 'POST' || method === 'GET' ? '/Users' : '/Users/{id}',
    resourceType: 'User',
    resourceId: person.id,
    status,
    scimType: scimType === '' ? null : scimType,
    outcome,
    milliseconds: 4 + (id % 23),
    meaning,
    person: { id: person.id, name: person.displayName ?? person.userName },
    token: { id: 'token-1', name: 'Entra ID' },
    deviations: method === 'PATCH' ? ['operation-case', 'boolean-as-text'] : [],
    url: `https://global-us.flosum.app/api/v1/scim/Users${method === 'GET' ? `?filter=userName eq "${person.userName}"` : ''}`,
    requestHeaders: { authorization: 'Bearer fls_us_…', 'content-type': 'application/scim+json' },
    requestBody:
      method === 'GET'
        ? null
        : {
            Operations: [{ op: 'Replace', path: 'active', value: 'False' }],
            schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
          },
    responseBody:
      status < 400
        ? { id: person.id, userName: person.userName, active: person.active }
        : {
            schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
            status: String(status),
            scimType,
            detail: meaning,
          },
    change: isChange
      ? {
          changeId: `change-${id}`,
          kind: 'updated',
          version: 3,
          attributes: [
            { path: 'active', before: true, after: false },
            {
              path: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department',
              before: 'Sales',
              after: 'Research and Development',
            },
          ],
        }
      : null,
    deviationDetails:
      method === 'PATCH'
        ? [
            {
              name: 'operation-case',
              clause: 'RFC 7644 section 3.5.2',
              words: 'The operation was written “Replace” instead of “replace”.',
            },
            {
              name: 'boolean-as-text',
              clause: 'RFC 7643 section 2.3.2',
              words: 'A boolean came as the text “False”.',
            },
          ]
        : [],
    advice:
      status === 409
        ? [
            'Another person, maybe a disabled one, has this userName. Look it up on the page People.',
            'If it is the same person, let Entra match it. If not, change one of the two e-mail addresses.',
          ]
        : status === 400
          ? ['Give this person a mail in Entra, or map userName to something that everybody has.']
          : [],
    curl: `curl -X ${method} 'https://global-us.flosum.app/api/v1/scim/Users' -H 'Authorization: Bearer YOUR-TOKEN'`,
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
        status: 'active',
        secrets: [
          {
            id: 'secret-1',
            display: 'flc_us_a1B2c3D4e5F6_…x9Yz',
            createdAt: ago(40 * DAY),
            expiresAt: ago(-325 * DAY),
            createdBy: 'ada@acme.test',
            lastUsedAt: ago(50 * MINUTE),
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
