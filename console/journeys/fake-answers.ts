import type { LogDetail, Token } from '../src/api/contract.js';
import { answerSettings } from './fake-settings.js';
import { answerCredentials } from './fake-credentials.js';
import { ago } from './ago.js';
import { answerPeople } from './fake-people.js';
import type { FakeState } from './fake-state.js';

export interface FakeRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
}

/** A refusal with the words of the answer. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly extra: object = {},
  ) {
    super(message);
  }
}

const READS = new Set(['GET', 'HEAD']);

/** @returns The body of the answer; `undefined` for 204. */
export function answer(state: FakeState, request: FakeRequest): unknown {
  const { method, path } = request;
  if (
    state.role === 'auditor' &&
    !READS.has(method) &&
    path !== '/session' &&
    path !== '/connect/saml-check'
  ) {
    throw new Refusal(403, 'Your role reads only. Ask an owner.');
  }
  return (
    answerBasics(state, request) ??
    answerPeople(state, request) ??
    answerLog(state, request) ??
    answerCredentials(state, request) ??
    answerSettings(state, request)
  );
}

function answerBasics(state: FakeState, { method, path, query, body }: FakeRequest): unknown {
  const failed = 41;
  switch (`${method} ${path}`) {
    case 'GET /session':
      return {
        tenant: { id: 'tenant-1', slug: 'acme', name: 'Acme', status: state.tenantStatus },
        adminEmail: 'ada@acme.test',
        role: state.role,
        expiresAt: ago(-11 * 3_600_000),
        tenantUrl: 'https://global-us.flosum.app/api/v1/scim',
        region: 'us',
        helpUrl: '/console/help/entra',
      };
    case 'GET /sessions':
      return { items: state.sessions };
    case 'GET /overview':
      return state.connected
        ? {
            health: {
              state: 'healthy',
              since: ago(3 * 86_400_000),
              silentHours: null,
              sentence: 'Entra ID comes about every 40 minutes, and its requests are done.',
            },
            next: [
              { text: 'Rotate the token “Data warehouse”: it expires in 9 days.', to: '/console/tokens' },
              {
                text: 'Look at 41 requests that failed in the last 24 hours.',
                to: '/console/log?outcome=failed',
              },
            ],
            people: {
              active: state.people.filter(({ active }) => active).length,
              inactive: state.people.filter(({ active }) => !active).length,
              changedToday: 37,
            },
            last24Hours: { total: 1_482, failed },
            last30Days: { total: 41_220, failed: 920 },
            quarantine: {
              failed: 920,
              total: 41_220,
              share: 920 / 41_220,
              limit: 0.4,
              from: 5_000,
              atRisk: false,
            },
            nextTokenExpiry: {
              id: 'token-2',
              name: 'Data warehouse',
              expiresAt: ago(-9 * 86_400_000),
              daysLeft: 9,
            },
            dropped: 0,
            unknownTokens: 12,
          }
        : {
            health: {
              state: 'never-connected',
              since: null,
              silentHours: null,
              sentence: 'No identity provider has called yet.',
            },
            next: [{ text: 'Connect your identity provider.', to: '/console/connect' }],
            people: { active: 0, inactive: 0, changedToday: 0 },
            last24Hours: { total: 0, failed: 0 },
            last30Days: { total: 0, failed: 0 },
            quarantine: { failed: 0, total: 0, share: 0, limit: 0.4, from: 5_000, atRisk: false },
            nextTokenExpiry: null,
            dropped: 0,
            unknownTokens: 0,
          };
    case 'GET /overview/chart': {
      const isDay = query.get('range') === '30d';
      const size = isDay ? 86_400_000 : 3_600_000;
      return {
        range: query.get('range'),
        unit: isDay ? 'day' : 'hour',
        buckets: Array.from({ length: isDay ? 30 : 24 }, (_, index) => {
          const total = state.connected
            ? Math.round((isDay ? 1_400 : 62) * (1 + Math.sin(index / 3) / 2))
            : 0;
          return {
            at: ago((isDay ? 30 - index : 24 - index) * size),
            total,
            failed: Math.round(total * (index % 7 === 5 ? 0.2 : 0.02)),
          };
        }),
      };
    }
    case 'GET /connect':
      return {
        tenantUrl: 'https://global-us.flosum.app/api/v1/scim',
        groupProvisioning: state.settings.groupProvisioning,
        mapping: [
          { target: 'userName', source: 'mail', note: 'Matching precedence 1' },
          {
            target: 'active',
            source: 'Switch([IsSoftDeleted], , "False", "True", "True", "False")',
            note: 'Keep it: without it people are deleted instead of disabled',
          },
          { target: 'emails[type eq "work"].value', source: 'mail', note: null },
          { target: 'name.givenName', source: 'givenName', note: null },
          { target: 'name.familyName', source: 'surname', note: null },
          {
            target: 'externalId',
            source: 'objectId',
            note: 'Matching precedence 2; change it from mailNickname',
          },
        ],
        saml: [
          { claim: 'userUniqueId', source: 'user.objectid' },
          { claim: 'firstName', source: 'user.givenname' },
          { claim: 'lastName', source: 'user.surname' },
          { claim: 'email', source: 'user.mail' },
        ],
        firstRequest: state.connected
          ? {
              at: ago(60_000),
              method: 'GET',
              route: '/Users',
              status: 200,
              meaning: 'Looked up userName of a test: none',
            }
          : null,
        lastRefusal: state.refusal,
      };
    case 'POST /connect/saml-check': {
      const person =
        state.people.find(({ email }) => email !== null && String(body['claims']).includes(email)) ?? null;
      return {
        claims: {},
        problems: [{ claim: 'lastName', words: 'is missing; map it to user.surname.' }],
        person,
        matchedBy: person === null ? null : 'email',
        why:
          person === null
            ? 'Nobody has this userUniqueId, and nobody has this e-mail.'
            : 'userUniqueId is not known here, but the e-mail is that of one person.',
        advice: person === null ? ['Provision this person first, with Provision on demand.'] : [],
      };
    }
    default:
      if (method !== 'DELETE' || !path.startsWith('/session')) return undefined;
      if (path === '/session' || path === '/sessions/session-1') state.signedIn = false;
      state.sessions = state.sessions.filter(({ id }) => !path.endsWith(id));
      return {};
  }
}

function answerLog({ lines }: FakeState, { method, path, query, body }: FakeRequest): unknown {
  if (path === '/requests') {
    const is = (name: string, ...values: (string | null | undefined)[]): boolean => {
      const wanted = query.get(name)?.toLowerCase();
      return wanted === undefined || values.some((value) => value?.toLowerCase().includes(wanted) ?? false);
    };
    const found = lines.filter(
      (line) =>
        is('outcome', line.outcome) &&
        is('method', line.method) &&
        is('person', line.person?.id, line.person?.name) &&
        is('tokenId', line.token?.id) &&
        is('text', line.meaning, line.requestId) &&
        line.at >= (query.get('from') ?? ''),
    );
    return page(found, query);
  }
  const [, id, isReplay] = /^\/requests\/([^/]+)(\/replay)?$/.exec(path) ?? [];
  const line: LogDetail | undefined = lines.find((each) => each.id === id);
  if (line === undefined) return undefined;
  if (isReplay === undefined || method !== 'POST') return line;
  return {
    dryRun: body['dryRun'],
    status: 201,
    outcome: 'success',
    meaning: `${body['dryRun'] === true ? 'Would create' : 'Created'} ${line.person?.name ?? ''}`,
    detail: null,
    scimType: null,
    attributes: [{ path: 'userName', after: line.person?.name }],
  };
}

export function page(items: readonly unknown[], query: URLSearchParams): object {
  const from = Number(query.get('cursor') ?? 0);
  const next = from + 50;
  return { items: items.slice(from, next), nextCursor: next < items.length ? String(next) : null };
}

export function findToken({ tokens }: FakeState, id: string | undefined): Token {
  const token = tokens.find((each) => each.id === id);
  if (token === undefined) throw new Refusal(404, 'There is no such token.');
  return token;
}
