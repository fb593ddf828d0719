import type { ResourceType } from '@flosum/scim-schema';
import { defineAttribute, USER_RESOURCE_TYPE } from '@flosum/scim-schema';
import { checkFilter, parseFilter } from './index.js';

const TEXT = 'is compared with a text in double quotes';
const BOOLEAN = 'is compared with true or false';
const NUMBER = 'is compared with a number';
const INSTANT = 'is compared with a date and time in quotes';

/** Core User has no numbers. */
const METER: ResourceType = {
  name: 'Meter',
  description: 'A meter',
  endpoint: '/Meters',
  extensions: [],
  schema: {
    id: 'urn:example:schemas:2.0:Meter',
    name: 'Meter',
    description: 'A meter',
    attributes: [
      defineAttribute('count', 'A whole number.', { type: 'integer' }),
      defineAttribute('level', 'A number.', { type: 'decimal' }),
      defineAttribute('readings', 'Numbers.', { type: 'decimal', multiValued: true }),
    ],
  },
};

describe('checkFilter', () => {
  // RFC 7644 table 3 and section 3.4.2.2: FLM-8, FLM-10, FLM-12 and FLM-13 of the protocol.
  it.each([
    ['userName eq 5', 0, `"userName" ${TEXT}`],
    ['userName eq true', 0, `"userName" ${TEXT}`],
    ['userName co false', 0, `"userName" ${TEXT}`],
    ['profileUrl eq 5', 0, `"profileUrl" ${TEXT}`],
    ['title pr and userName gt 5', 13, `"userName" ${TEXT}`],
    ['userName eq "a\\ud83d"', 0, `"userName" ${TEXT}`],
    ['userName eq "a\\u0000"', 0, `"userName" ${TEXT}`],
    ['active eq "x"', 0, `"active" ${BOOLEAN}`],
    ['active eq ""', 0, `"active" ${BOOLEAN}`],
    ['active eq 1', 0, `"active" ${BOOLEAN}`],
    ['emails[primary eq "yes"]', 7, `"primary" ${BOOLEAN}`],
    ['meta.created gt "yesterday"', 0, `"created" ${INSTANT}`],
    ['meta.created gt "2020-01-01"', 0, `"created" ${INSTANT}`],
    ['meta.created eq 2020', 0, `"created" ${INSTANT}`],
    ['active gt true', 0, '"gt" cannot order values of type boolean'],
    ['active le "True"', 0, '"le" cannot order values of type boolean'],
    ['x509Certificates.value lt "a"', 0, '"lt" cannot order values of type binary'],
    ['x509Certificates ge "a"', 0, '"ge" cannot order values of type binary'],
    ['active co "tr"', 0, '"co" compares texts, and "active" is of type boolean'],
    ['active sw true', 0, '"sw" compares texts, and "active" is of type boolean'],
    ['meta.created ew "Z"', 0, '"ew" compares texts, and "created" is of type dateTime'],
    ['userName co null', 0, '"co" cannot compare with null'],
    ['not (nickName gt null)', 5, '"gt" cannot compare with null'],
    ['emails[value sw null]', 7, '"sw" cannot compare with null'],
  ])('refuses %s', (text, position, problem) => {
    expect(() => checkFilter(parseFilter(text), USER_RESOURCE_TYPE)).toThrow(
      expect.objectContaining({
        scimType: 'invalidFilter',
        position,
        problem: expect.stringContaining(problem),
      }),
    );
  });

  it.each([
    ['count eq "5"', `"count" ${NUMBER}`],
    ['count eq true', `"count" ${NUMBER}`],
    ['level lt "5"', `"level" ${NUMBER}`],
    ['readings eq "5"', `"readings" ${NUMBER}`],
    ['level co 5', '"co" compares texts, and "level" is of type decimal'],
    ['count sw "5"', '"sw" compares texts, and "count" is of type integer'],
  ])('refuses %s for a number', (text, problem) => {
    expect(() => checkFilter(parseFilter(text), METER)).toThrow(expect.objectContaining({ problem }));
  });

  it.each(['count eq 1.5', 'count ge -1e3', 'level ne 0', 'readings gt 9', 'count eq null'])(
    'takes %s',
    (text) => {
      expect(() => checkFilter(parseFilter(text), METER)).not.toThrow();
    },
  );
});
