import { checkFilter, parseFilter } from '@flosum/scim-filter';
import { GROUP_RESOURCE_TYPE } from '@flosum/scim-schema';
import { compileFilter, SqlParameters } from '../database/index.js';
import { groupColumns } from './group-columns.js';

const ID = '01a20a8b-2a58-76f9-9618-ad71b24d581d';

function compile(filter: string): { readonly sql: string; readonly values: readonly unknown[] } {
  const parameters = new SqlParameters(['tenant']);
  const checked = checkFilter(parseFilter(filter), GROUP_RESOURCE_TYPE);
  const sql = compileFilter(checked, 'groups.comparable', groupColumns('https://x.test'), parameters);
  return { sql, values: parameters.values };
}

describe('filters by the members of a group', () => {
  // A group may have 100,000 members: putting them together to look for one took seconds.
  it.each([`members.value eq "${ID}"`, `members eq "${ID}"`, `members[value eq "${ID}"]`])(
    'go to the index alone by %s',
    (filter) => {
      const { sql, values } = compile(filter);
      expect(sql).toContain('from group_members');
      expect(sql).not.toMatch(/jsonb/);
      expect(values).toEqual(['tenant', ID]);
    },
  );

  it('put only the named member together, when more is asked of it', () => {
    const { sql } = compile(`members[value eq "${ID}" and type eq "User"]`);
    expect(sql).toMatch(/jsonb_array_elements\(.*members\.member_id = \$\d+::uuid/s);
  });

  it.each(['members.value eq "nobody"', 'members[value eq "nobody" and type eq "User"]'])(
    'find nothing by what is no id: %s',
    (filter) => {
      expect(compile(filter).sql).toMatch(/^false$/);
    },
  );
});
