import type { LoggedExchange } from '../../request-log/index.js';
import { guideUrl } from '../guide-places.js';
import type { GuidePlace } from '../guide-places.js';

type Asked = Pick<LoggedExchange, 'status' | 'scimType' | 'refusal' | 'outcome'>;

/** What to do next, in plain words, and where the guide tells more. */
interface Advice {
  readonly words: readonly string[];
  readonly place?: GuidePlace;
}

function advise(place: GuidePlace, ...words: readonly string[]): Advice {
  return { words, place };
}

const NEW_TOKEN =
  'Make a new token under API Tokens, paste it into "Secret token" in the provisioning of your identity provider, and press "Test connection" there.';

const BY_REFUSAL: Readonly<Record<string, Advice>> = {
  unknown: advise(
    'the-token',
    'The token was not copied whole, or is an old one. Copy it again from where you stored it: from "fls_" to its last letter, without blanks.',
    NEW_TOKEN,
  ),
  expired: advise(
    'the-token',
    NEW_TOKEN,
    'Next time, rotate a token before it expires: then both work for a while.',
  ),
  revoked: advise('the-token', NEW_TOKEN),
  'other-region': advise(
    'the-token',
    'Set "Tenant URL" to the address that stands under Connect: the token belongs to another region.',
  ),
  suspended: advise(
    'troubles',
    'Provisioning is suspended or switched off for this tenant. An owner switches it on under Settings; otherwise ask the support of the product.',
    'Nothing is lost: your identity provider sends again what was refused.',
  ),
};

const UNIQUENESS = advise(
  'what-is-unique',
  'Somebody with this value is here already. Look for them under People.',
  'If it is the same person, make your identity provider match by that value (in Entra ID: Attribute mapping > Matching precedence), and provision the person on demand.',
);

const BY_SCIM_TYPE: Readonly<Record<string, Advice>> = {
  uniqueness: UNIQUENESS,
  invalidValue: advise(
    'troubles',
    'Correct the value of the named attribute in your identity provider, or change its mapping, and provision the person on demand.',
  ),
  invalidPath: advise(
    'custom-attributes',
    'The attribute is not known here. Take it out of the mapping, or define it under Settings > Extension attributes.',
  ),
  noTarget: advise(
    'what-is-tolerated',
    'The value that was to be changed is not there. Provision the person on demand: that sends everything anew.',
  ),
  mutability: advise(
    'custom-attributes',
    'The attribute cannot be changed by provisioning. Take it out of the mapping.',
  ),
  invalidFilter: advise(
    'troubles',
    'The filter cannot be understood. Check the matching attribute of the mapping.',
  ),
  invalidSyntax: advise(
    'network',
    'The request is not SCIM. Check the Tenant URL, and that no proxy on the way changes requests.',
  ),
  tooMany: advise('what-is-tolerated', 'More was asked for than one answer holds. Narrow the filter.'),
};

const BY_STATUS: Readonly<Record<number, Advice>> = {
  401: advise('the-token', NEW_TOKEN),
  403: advise(
    'the-token',
    'The token may not do this. Make one with the scope that the answer names, and paste it into "Secret token".',
  ),
  404: advise(
    'the-life-of-a-user',
    'Nobody has this id here, or not any more. Provision the person on demand: your identity provider then looks the person up, and creates them when they are missing.',
  ),
  405: advise(
    'network',
    'This address does not take this verb. Check that the Tenant URL ends in /api/v1/scim.',
  ),
  409: UNIQUENESS,
  412: advise(
    'troubles',
    'Somebody else has changed the person in between. Nothing has to be done: it is sent again.',
  ),
  413: advise('what-is-tolerated', 'The request is too large. Send fewer operations at once.'),
  415: advise('network', 'Set the content type to application/scim+json.'),
  429: advise(
    'troubles',
    'Nothing has to be done: your identity provider slows down and sends again.',
    'When it happens every day, ask the operator to raise the limit of this tenant.',
  ),
  499: advise(
    'network',
    'The client did not wait for the answer. Look whether the change was made; it is usually sent again.',
  ),
  501: advise(
    'groups',
    'This is not offered, or switched off. Groups: switch their provisioning off in your identity provider, or have an owner switch it on here under Settings.',
  ),
  503: advise(
    'troubles',
    'The service was busy or could not reach its database. It is sent again by itself.',
  ),
};

const NOTHING: Advice = { words: ['Nothing has to be done.'] };
const ASK_OPERATOR = advise(
  'troubles',
  'Try again. When it fails again, give the request id to the support of the product.',
);

/** What a tenant's admin does next about a request. */
export function adviseOn({ status, scimType, refusal, outcome }: Asked): Advice {
  if (outcome === 'success') return NOTHING;
  return BY_REFUSAL[refusal ?? ''] ?? BY_SCIM_TYPE[scimType ?? ''] ?? BY_STATUS[status] ?? ASK_OPERATOR;
}

/** Where the guide tells more about a refused token, as a path below the public URL. */
export function helpWithRefusal(refusal: string): string {
  return guideUrl(BY_REFUSAL[refusal]?.place ?? 'troubles');
}
