import type { LoggedExchange } from '../../request-log/index.js';

type Asked = Pick<LoggedExchange, 'status' | 'scimType' | 'refusal' | 'outcome' | 'method'>;

const NEW_TOKEN =
  'Make a new token under API Tokens, paste it into "Secret token" in the provisioning of your identity provider, and press "Test connection" there.';

const BY_REFUSAL: Readonly<Record<string, readonly string[]>> = {
  unknown: [
    'The token was not copied whole, or is an old one. Copy it again from where you stored it: from "fls_" to its last letter, without blanks.',
    NEW_TOKEN,
  ],
  expired: [NEW_TOKEN, 'Next time, rotate a token before it expires: then both work for a while.'],
  revoked: [NEW_TOKEN],
  'other-region': [
    'Set "Tenant URL" to the address that stands under Connect: the token belongs to another region.',
  ],
  suspended: [
    'Provisioning is suspended or switched off for this tenant. An owner switches it on under Settings; otherwise ask the support of the product.',
    'Nothing is lost: your identity provider sends again what was refused.',
  ],
};

const BY_SCIM_TYPE: Readonly<Record<string, readonly string[]>> = {
  uniqueness: [
    'Somebody with this value is here already. Look for them under People.',
    'If it is the same person, make your identity provider match by that value (in Entra ID: Attribute mapping > Matching precedence), and provision the person on demand.',
  ],
  invalidValue: [
    'Correct the value of the named attribute in your identity provider, or change its mapping, and provision the person on demand.',
  ],
  invalidPath: [
    'The attribute is not known here. Take it out of the mapping, or define it under Settings > Extension attributes.',
  ],
  noTarget: [
    'The value that was to be changed is not there. Provision the person on demand: that sends everything anew.',
  ],
  mutability: ['The attribute cannot be changed by provisioning. Take it out of the mapping.'],
  invalidFilter: ['The filter cannot be understood. Check the matching attribute of the mapping.'],
  invalidSyntax: [
    'The request is not SCIM. Check the Tenant URL, and that no proxy on the way changes requests.',
  ],
  tooMany: ['More was asked for than one answer holds. Narrow the filter.'],
};

const BY_STATUS: Readonly<Record<number, readonly string[]>> = {
  401: [NEW_TOKEN],
  403: [
    'The token may not do this. Make one with the scope that the answer names, and paste it into "Secret token".',
  ],
  404: [
    'Nobody has this id here, or not any more. Provision the person on demand: your identity provider then looks the person up, and creates them when they are missing.',
  ],
  405: ['This address does not take this verb. Check that the Tenant URL ends in /api/v1/scim.'],
  409: BY_SCIM_TYPE.uniqueness ?? [],
  412: ['Somebody else has changed the person in between. Nothing has to be done: it is sent again.'],
  413: ['The request is too large. Send fewer operations at once.'],
  415: ['Set the content type to application/scim+json.'],
  429: [
    'Nothing has to be done: your identity provider slows down and sends again.',
    'When it happens every day, ask the operator to raise the limit of this tenant.',
  ],
  499: [
    'The client did not wait for the answer. Look whether the change was made; it is usually sent again.',
  ],
  503: ['The service was busy or could not reach its database. It is sent again by itself.'],
};

const NOTHING = ['Nothing has to be done.'];
const ASK_OPERATOR = ['Try again. When it fails again, give the request id to the support of the product.'];

/** What a tenant's admin does next about a request, in plain words. */
export function adviseOn({ status, scimType, refusal, outcome }: Asked): readonly string[] {
  if (outcome === 'success') return NOTHING;
  const known = BY_REFUSAL[refusal ?? ''] ?? BY_SCIM_TYPE[scimType ?? ''] ?? BY_STATUS[status];
  return known ?? ASK_OPERATOR;
}
