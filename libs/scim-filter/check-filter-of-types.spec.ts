import { GROUP_RESOURCE_TYPE, USER_RESOURCE_TYPE } from '@flosum/scim-schema';
import { checkFilterOfTypes } from './check-filter-of-types.js';
import { toComparable } from './comparable.js';
import { evaluateFilter } from './evaluate-filter.js';
import { parseFilter } from './parse-filter.js';

const TYPES = [USER_RESOURCE_TYPE, GROUP_RESOURCE_TYPE];
const ann = { userName: 'ann', displayName: 'Ann' };
const sales = { displayName: 'Sales', members: [{ value: '7' }] };

describe('checkFilterOfTypes', () => {
  it.each([
    // filter                                        the user  the group
    ['displayName eq "sales"', false, true],
    ['userName pr', true, false],
    ['not (userName pr)', false, true],
    ['userName ne "bob"', true, true],
    ['userName eq null', false, true],
    ['userName ne null', true, false],
    ['members[value eq "7"]', false, true],
    ['members.value eq "7" or userName eq "ann"', true, true],
    ['members.value eq "7" and userName eq "ann"', false, false],
  ])('%s', (filter, user, group) => {
    const [ofUser, ofGroup] = checkFilterOfTypes(parseFilter(filter), TYPES);
    const holds = [
      ofUser && evaluateFilter(ofUser, toComparable(USER_RESOURCE_TYPE, ann)),
      ofGroup && evaluateFilter(ofGroup, toComparable(GROUP_RESOURCE_TYPE, sales)),
    ];
    expect(holds).toEqual([user, group]);
  });

  it.each(['shoeSize eq 44', 'displayName eq 7', 'userName pr and nothing pr', 'members[nothing eq "x"]'])(
    'refuses %s, which fits none of the types',
    (filter) => {
      expect(() => checkFilterOfTypes(parseFilter(filter), TYPES)).toThrow(
        expect.objectContaining({ scimType: 'invalidFilter' }),
      );
    },
  );
});
