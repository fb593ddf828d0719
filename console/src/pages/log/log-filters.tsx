import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useRefusal } from '../../api/session';
import { useDraft } from '../../ui/use-draft';
import { tokensQuery } from '../tokens/tokens-query';
import { filtersOf, readLogSearch } from './log-search';
import type { LogSearch } from './log-search';

const SPANS = [
  { value: '', label: 'Any time' },
  { value: '1', label: 'Last hour' },
  { value: '24', label: 'Last 24 hours' },
  { value: '168', label: 'Last 7 days' },
  { value: 'own', label: 'From … to …' },
];

interface LogFiltersProps {
  readonly search: LogSearch;
  readonly onChange: (search: LogSearch) => void;
}

export function LogFilters({ search, onChange }: LogFiltersProps) {
  const [span, setSpan] = useState(search.from === undefined && search.to === undefined ? '' : 'own');
  const tokens = useQuery(tokensQuery);
  const refusal =
    useRefusal('find-names') === undefined ? undefined : 'Auditors see no names, and cannot search for them.';
  const set = (name: keyof LogSearch, value: string): void => {
    const rest = Object.entries(filtersOf(search)).filter(([each]) => each !== name);
    onChange(readLogSearch({ ...Object.fromEntries(rest), [name]: value }));
  };
  const [text, typeText] = useDraft(search.text ?? '', (value) => set('text', value));
  const [person, typePerson] = useDraft(search.person ?? '', (value) => set('person', value));
  const isAnyTime = search.from === undefined && search.to === undefined && span !== 'own';
  const chooseSpan = (value: string): void => {
    setSpan(value);
    const { from: _from, to: _to, ...rest } = filtersOf(search);
    if (value === 'own') return;
    const from = new Date(Date.now() - Number(value) * 3_600_000).toISOString();
    onChange(value === '' ? rest : { ...rest, from });
  };
  return (
    <form
      className="card filters"
      role="search"
      aria-label="Filter requests"
      onSubmit={(event) => event.preventDefault()}
    >
      <TextInput
        label="Text"
        placeholder="a name, uniqueness, a whole request id"
        value={text}
        disabled={refusal !== undefined}
        description={refusal}
        onChange={({ currentTarget }) => typeText(currentTarget.value)}
      />
      <TextInput
        label="Person"
        placeholder="name or id"
        value={person}
        disabled={refusal !== undefined}
        description={refusal}
        onChange={({ currentTarget }) => typePerson(currentTarget.value)}
      />
      <NativeSelect
        label="Outcome"
        value={search.outcome ?? ''}
        onChange={({ currentTarget }) => set('outcome', currentTarget.value)}
        data={[
          { value: '', label: 'Any' },
          { value: 'success', label: 'Done' },
          { value: 'refused', label: 'Refused' },
          { value: 'failed', label: 'Failed' },
        ]}
      />
      <NativeSelect
        label="Verb"
        value={search.method ?? ''}
        onChange={({ currentTarget }) => set('method', currentTarget.value)}
        data={[{ value: '', label: 'Any' }, 'GET', 'POST', 'PUT', 'PATCH', 'DELETE']}
      />
      <NativeSelect
        label="Token"
        value={search.tokenId ?? ''}
        onChange={({ currentTarget }) => set('tokenId', currentTarget.value)}
        data={[
          { value: '', label: 'Any' },
          ...(tokens.data?.items ?? []).map(({ id, name, display }) => ({
            value: id,
            label: `${name} (${display})`,
          })),
        ]}
      />
      <NativeSelect
        label="Time"
        value={isAnyTime ? '' : span}
        onChange={({ currentTarget }) => chooseSpan(currentTarget.value)}
        data={SPANS}
      />
      {span === 'own' &&
        (['from', 'to'] as const).map((edge) => (
          <TextInput
            key={edge}
            type="datetime-local"
            label={edge === 'from' ? 'From' : 'To'}
            defaultValue={toLocal(search[edge])}
            onChange={({ currentTarget: { value } }) =>
              set(edge, Number.isNaN(Date.parse(value)) ? '' : new Date(value).toISOString())
            }
          />
        ))}
      {search.requestId !== undefined && (
        <Button variant="default" onClick={() => set('requestId', '')}>
          Only one request: show all
        </Button>
      )}
      {Object.keys(filtersOf(search)).length > 0 && (
        <Button
          variant="subtle"
          onClick={() => {
            setSpan('');
            onChange({});
          }}
        >
          Clear filters
        </Button>
      )}
    </form>
  );
}

/** What a field for local time takes. */
function toLocal(iso: string | undefined): string {
  if (iso === undefined) return '';
  const at = new Date(iso);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
