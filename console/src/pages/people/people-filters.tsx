import { Button, Collapse, Group, NativeSelect, Stack, Text, TextInput, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useRefusal } from '../../api/session';
import { ActButton } from '../../ui/act-button';
import { useDraft } from '../../ui/use-draft';
import type { PeopleSearch } from './people-search';

/** Filters that explain themselves; a click takes one over. */
const EXAMPLES = [
  { filter: 'userName eq "jane@acme.test"', words: 'exactly this user name' },
  { filter: 'userName sw "j"', words: 'user names that begin with j' },
  { filter: 'emails[type eq "work"].value co "acme"', words: 'work e-mails with acme in them' },
  { filter: 'not (externalId pr)', words: 'people without an external id' },
  { filter: 'meta.lastModified gt "2026-11-01T00:00:00Z"', words: 'changed since 1 November 2026' },
];

interface PeopleFiltersProps {
  readonly search: PeopleSearch;
  readonly onChange: (search: PeopleSearch) => void;
}

export function PeopleFilters({ search, onChange }: PeopleFiltersProps) {
  const refusal =
    useRefusal('find-names') === undefined
      ? undefined
      : 'Auditors see no personal values, and filters would tell them.';
  // Only Apply takes a filter over: half of one is none.
  const [filter, typeFilter] = useDraft(search.filter ?? '', () => undefined);
  const [isOpen, { toggle }] = useDisclosure(search.filter !== undefined);
  const { filter: _filter, ...withoutFilter } = search;
  const { q: _q, ...withoutQ } = refusal === undefined ? search : withoutFilter;
  const { active: _active, ...withoutActive } = refusal === undefined ? search : withoutFilter;
  const [q, typeQ] = useDraft(search.q ?? '', (value) =>
    onChange(value === '' ? withoutQ : { ...withoutQ, q: value }),
  );
  const apply = (value: string): void => {
    onChange(value.trim() === '' ? withoutFilter : { ...withoutFilter, filter: value });
  };
  return (
    <Stack className="card" gap="sm" role="search" aria-label="Find people" p="md">
      <Group align="flex-end" gap="sm">
        <TextInput
          style={{ flex: '1 1 14rem' }}
          label={refusal === undefined ? 'Search' : 'Search for a whole name or address'}
          placeholder={refusal === undefined ? 'a name or an e-mail address' : 'a whole name or address'}
          value={q}
          onChange={({ currentTarget }) => typeQ(currentTarget.value)}
        />
        <NativeSelect
          label="State"
          value={search.active === undefined ? '' : String(search.active)}
          onChange={({ currentTarget: { value } }) =>
            onChange(value === '' ? withoutActive : { ...withoutActive, active: value === 'true' })
          }
          data={[
            { value: '', label: 'Active and inactive' },
            { value: 'true', label: 'Active' },
            { value: 'false', label: 'Inactive' },
          ]}
        />
        {refusal === undefined ? (
          <Button variant="default" onClick={toggle} aria-expanded={isOpen} aria-controls="scim-filter">
            SCIM filter
          </Button>
        ) : (
          <ActButton variant="default" refusal={refusal}>
            SCIM filter
          </ActButton>
        )}
      </Group>
      <Collapse expanded={isOpen && refusal === undefined} id="scim-filter">
        <form
          onSubmit={(event) => {
            event.preventDefault();
            apply(filter);
          }}
        >
          <Group align="flex-end" gap="sm">
            <TextInput
              style={{ flex: '1 1 16rem' }}
              label="SCIM filter"
              description="The filters of RFC 7644, as your identity provider writes them."
              value={filter}
              onChange={({ currentTarget }) => typeFilter(currentTarget.value)}
              styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: '0.85rem' } }}
            />
            <Button type="submit">Apply</Button>
          </Group>
          <Text size="sm" c="dimmed" mt="sm" mb={4}>
            Examples, to take over and change:
          </Text>
          <Stack gap={4} align="flex-start">
            {EXAMPLES.map(({ filter: example, words }) => (
              <UnstyledButton key={example} onClick={() => apply(example)} style={{ fontSize: '0.85rem' }}>
                <code style={{ color: 'var(--mantine-color-anchor)' }}>{example}</code>{' '}
                <span className="muted">– {words}</span>
              </UnstyledButton>
            ))}
          </Stack>
        </form>
      </Collapse>
    </Stack>
  );
}
