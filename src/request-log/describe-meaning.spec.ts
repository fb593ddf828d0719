import { USER_RESOURCE_TYPE } from '@flosum/scim-schema';
import { showPersonal } from './describe-change.js';
import { describeMeaning } from './describe-meaning.js';
import { hiddenNamesOf } from './mask-secrets.js';

const hidden = hiddenNamesOf(USER_RESOURCE_TYPE);

function meaningOf(
  exchange: Partial<Parameters<typeof describeMeaning>[0]>,
  endpoint: string,
  answer?: object,
): string {
  const whole = {
    method: 'GET',
    route: endpoint,
    url: endpoint,
    requestBody: undefined,
    status: 200,
    written: [],
    detail: undefined,
    isCutOff: false,
    ...exchange,
  };
  return showPersonal(describeMeaning(whole, endpoint, answer as never, hidden), (value) => `<${value}>`);
}

const filter = (text: string): string => `/Users?filter=${encodeURIComponent(text)}`;

describe('describeMeaning', () => {
  it.each([
    [
      { url: filter('userName eq "j@a.test"') },
      '/Users',
      { totalResults: 0 },
      'Looked up userName <j@a.test>: none',
    ],
    [{ url: filter('userName eq "j"') }, '/Users', { totalResults: 1 }, 'Looked up userName <j>: <>'],
    [{ url: filter('title pr') }, '/Users', { totalResults: 7 }, 'Searched people by <title pr>: 7 found'],
    [{ url: filter('password eq "x1"') }, '/Users', { totalResults: 0 }, 'Looked up password <•••>: none'],
    [{ url: '/Groups?startIndex=21&count=10' }, '/Groups', { totalResults: 99 }, 'Listed groups, page 3'],
    [{ url: '/Users?cursor=x' }, '/Users', { totalResults: 99 }, 'Listed people, by cursor'],
    [
      { method: 'POST', requestBody: { filter: 'userName eq "j"' } },
      '/.search',
      { totalResults: 0 },
      'Looked up userName <j>: none',
    ],
    [{ url: '/Schemas' }, '/Schemas', {}, 'Read Schemas.'],
    [{ status: 304, url: '/Users/7' }, '/Users/:id', undefined, 'Read <>: unchanged'],
    [{ status: 404, detail: 'No such user.' }, '/Users/:id', undefined, 'Refused: No such user.'],
    [{ status: 503, detail: 'Busy.' }, '/Users/:id', undefined, 'Failed: Busy.'],
    [{ isCutOff: true }, '/Users', undefined, 'The client went away before it had its answer.'],
    [
      { method: 'POST' },
      '/Bulk',
      { Operations: [{ status: '201' }, { status: '409' }] },
      'Did 1 operations in one request, refused 1',
    ],
    [{ method: 'POST' }, '/Users', { userName: 'jo' }, 'Created nothing: <jo> was there already'],
  ])('%j on %s', (exchange, endpoint, answer, expected) => {
    expect(meaningOf(exchange, endpoint, answer)).toBe(expected);
  });
});
