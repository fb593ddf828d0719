import type { OAuthClient, Token } from '../src/api/contract.js';
import { findToken, Refusal } from './fake-answers.js';
import type { FakeRequest } from './fake-answers.js';
import { ago } from './ago.js';
import { makeToken } from './fake-state.js';
import type { FakeState } from './fake-state.js';

const TOKEN_URL = 'https://global-us.flosum.app/oauth2/token';
const SECRET = 'fls_us_q7R8s9T0u1V2w3X4y5Z6a7B8c9D0e1F2g3H4i5J6k7L8m9';

export function answerCredentials(state: FakeState, request: FakeRequest): unknown {
  const [, kind, id, part, partId] = request.path.split('/');
  if (kind === 'tokens') return answerTokens(state, request, id, part);
  if (kind === 'oauth-clients') return answerClients(state, request, id, part, partId);
  return undefined;
}

function answerTokens(state: FakeState, { method, body }: FakeRequest, id?: string, part?: string): unknown {
  if (method === 'GET') return { items: state.tokens };
  if (method === 'DELETE') {
    const token = findToken(state, id);
    state.tokens = state.tokens.map((each) =>
      each === token ? { ...each, status: 'revoked', inUse: false } : each,
    );
    return {};
  }
  if (part === 'rotation') {
    const old = findToken(state, id);
    const made = makeToken(`token-${state.tokens.length + 1}`, {
      name: old.name,
      display: 'fls_us_N3w0n3…h3Re',
      createdAt: ago(0),
      predecessorId: old.id,
    });
    state.tokens = [
      made,
      ...state.tokens.map((each): Token =>
        each === old ? { ...each, status: 'replaced', successorId: made.id } : each,
      ),
    ];
    return { ...made, token: SECRET };
  }
  const name = String(body['name']).trim();
  if (name.toLowerCase() === 'taken') {
    throw new Refusal(400, 'The token cannot be made like this.', {
      errors: [{ field: 'name', problem: 'is the name of another token' }],
      help: '/console/help/entra#the-token',
    });
  }
  const days = body['never'] === true ? null : Number(body['expiresInDays'] ?? 10);
  const made = makeToken(`token-${state.tokens.length + 1}`, {
    name,
    display: 'fls_us_q7R8s9T0…L8m9',
    createdAt: ago(0),
    daysLeft: days,
    expiresAt: days === null ? null : ago(-days * 86_400_000),
    scopes: body['scopes'] as Token['scopes'],
  });
  state.tokens = [made, ...state.tokens];
  return { ...made, token: SECRET };
}

function answerClients(
  state: FakeState,
  { method, body }: FakeRequest,
  id?: string,
  part?: string,
  partId?: string,
): unknown {
  if (method === 'GET') return { tokenUrl: TOKEN_URL, items: state.clients };
  if (id === undefined) {
    const made: OAuthClient = {
      id: `client-${state.clients.length}`,
      name: String(body['name']),
      scopes: body['scopes'] as OAuthClient['scopes'],
      createdBy: 'ada@acme.test',
      createdAt: ago(0),
      lastUsedAt: null,
      revokedAt: null,
      revokedBy: null,
      status: 'active',
      secrets: [],
      federations: [],
    };
    state.clients = [made, ...state.clients];
    return { ...made, tokenUrl: TOKEN_URL };
  }
  const change = (changed: (client: OAuthClient) => OAuthClient): void => {
    state.clients = state.clients.map((client) => (client.id === id ? changed(client) : client));
  };
  if (method === 'DELETE') {
    change((client) => ({
      ...client,
      status: part === undefined ? 'revoked' : client.status,
      secrets: client.secrets.map((secret) =>
        secret.id === partId ? { ...secret, status: 'revoked' } : secret,
      ),
      federations: client.federations.filter((federation) => federation.id !== partId),
    }));
    return {};
  }
  if (part === 'secrets') {
    const secret = {
      id: `secret-${Date.now()}`,
      display: 'flc_us_0000_…zzzz',
      createdAt: ago(0),
      expiresAt: ago(-365 * 86_400_000),
      createdBy: 'ada@acme.test',
      lastUsedAt: null,
      revokedAt: null,
      revokedBy: null,
      status: 'active' as const,
    };
    change((client) => ({ ...client, secrets: [secret, ...client.secrets] }));
    return { ...secret, clientId: id, secret: 'flc_us_a1B2c3D4e5F6_secretsecretsecret', tokenUrl: TOKEN_URL };
  }
  const federation = {
    id: `federation-${Date.now()}`,
    issuer: String(body['issuer']),
    subject: String(body['subject']),
    audience: String(body['audience']),
    createdBy: 'ada@acme.test',
    createdAt: ago(0),
  };
  change((client) => ({ ...client, federations: [federation, ...client.federations] }));
  return federation;
}
