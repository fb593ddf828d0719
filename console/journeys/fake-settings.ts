import { page, Refusal } from './fake-answers.js';
import type { FakeRequest } from './fake-answers.js';
import { ago } from './ago.js';
import type { FakeState } from './fake-state.js';

const GROUPS = [
  {
    id: 'group-1',
    displayName: 'Engineering',
    externalId: null,
    memberCount: 120,
    lastModified: ago(3_600_000),
  },
  {
    id: 'group-2',
    displayName: 'Everybody',
    externalId: 'all',
    memberCount: 1_250,
    lastModified: ago(7_200_000),
  },
];

export function answerSettings(state: FakeState, request: FakeRequest): unknown {
  const { method, path, query, body } = request;
  const [, kind, id, part] = path.split('/');
  if (kind === 'groups') return answerGroups(state, query, id, part);
  switch (`${method} /${kind ?? ''}${kind === 'danger' && id !== undefined ? `/${id}` : ''}`) {
    case 'GET /settings':
      return state.settings;
    case 'PATCH /settings':
      state.settings = { ...state.settings, ...body };
      return state.settings;
    case 'GET /extensions':
      return {
        items: [
          {
            id: 'urn:ietf:params:scim:schemas:extension:acme:2.0:User',
            name: 'Acme',
            description: 'What Acme keeps beside the standard.',
            attributes: [
              { name: 'badge', type: 'string', multiValued: false, required: false, uniqueness: 'server' },
              { name: 'costCenters', type: 'string', multiValued: true, required: false, uniqueness: 'none' },
            ],
          },
        ],
      };
    case 'PUT /extensions':
      return body;
    case 'DELETE /extensions':
      throw new Refusal(
        409,
        'People have values for it. Take it out of the mapping first, and let the values be cleared.',
        { help: '/console/help/entra#custom-attributes' },
      );
    case 'GET /audit':
      return { items: state.audit, nextCursor: null };
    case 'GET /danger':
      return {
        people: { active: 1_112, inactive: 138 },
        groups: 2,
        tokens: 3,
        changes: 48_211,
        requests: 41_220,
      };
    case 'POST /danger/provisioning-off':
      state.settings = { ...state.settings, provisioning: 'off' };
      return { provisioning: 'off', deactivated: body['people'] === 'deactivate' ? 1_112 : 0 };
    case 'POST /danger/provisioning-on':
      state.settings = { ...state.settings, provisioning: 'on' };
      return { provisioning: 'on', deactivated: 0 };
    case 'POST /danger/delete':
      state.tenantStatus = 'deleting';
      return {};
    default:
      throw new Refusal(404, 'There is no such call.');
  }
}

function answerGroups({ people }: FakeState, query: URLSearchParams, id?: string, part?: string): unknown {
  if (id === undefined) {
    const q = query.get('q')?.toLowerCase() ?? '';
    return page(
      GROUPS.filter(({ displayName }) => displayName.toLowerCase().includes(q)),
      query,
    );
  }
  if (part === 'members')
    return page(
      people.map((person) => ({ id: person.id, name: person.displayName, type: 'User' })),
      query,
    );
  return GROUPS.find((group) => group.id === id);
}
