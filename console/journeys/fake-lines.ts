import type { LogDetail, Outcome, Person } from '../src/api/contract.js';

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
