import { Group, Radio, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/call';
import type { Danger } from '../../api/contract';
import { useRefusal, useSession } from '../../api/session';
import { ActButton } from '../../ui/act-button';
import { Confirm } from '../../ui/confirm';
import { ProblemAlert } from '../../ui/problem-alert';
import { Loading } from '../../ui/states';
import { settingsQuery } from './settings-query';

export function DangerZone() {
  const danger = useQuery({
    queryKey: ['danger'],
    queryFn: ({ signal }) => call<Danger>('/danger', { signal }),
    staleTime: 0,
  });
  if (danger.isPending) return <Loading />;
  if (danger.data === undefined)
    return <ProblemAlert error={danger.error} onRetry={() => void danger.refetch()} />;
  return (
    <Stack gap="md">
      <Provisioning danger={danger.data} />
      <Deletion danger={danger.data} />
    </Stack>
  );
}

function Provisioning({ danger: { people } }: { danger: Danger }) {
  const settings = useQuery(settingsQuery);
  const queries = useQueryClient();
  const refusal = useRefusal('settings');
  const [isAsking, setAsking] = useState(false);
  const [choice, setChoice] = useState('keep');
  const isOn = settings.data?.provisioning !== 'off';
  const turn = useMutation({
    mutationFn: () =>
      isOn
        ? call<{ deactivated?: number }>('/danger/provisioning-off', {
            method: 'POST',
            body: { people: choice },
          })
        : call<{ deactivated?: number }>('/danger/provisioning-on', { method: 'POST' }),
    onSuccess: async () => {
      await queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
      setAsking(false);
    },
  });
  return (
    <section className="card warn" aria-labelledby="provisioning">
      <Title order={2} size="h4" id="provisioning">
        {isOn ? 'Switch provisioning off' : 'Provisioning is off'}
      </Title>
      <Text size="sm" mt={4} mb="md">
        {isOn
          ? 'Every SCIM request is answered with 403 and words that say so. The tokens stay as they are.'
          : 'Every SCIM request is answered with 403. Switch it on again, and your identity provider goes on where it was.'}
      </Text>
      <Group>
        <ActButton
          variant="default"
          refusal={refusal}
          loading={turn.isPending && !isAsking}
          onClick={() => (isOn ? setAsking(true) : turn.mutate())}
        >
          {isOn ? 'Switch off…' : 'Switch provisioning on'}
        </ActButton>
      </Group>
      {!isAsking && <ProblemAlert error={turn.error} />}
      <Confirm
        opened={isAsking}
        title="Switch provisioning off?"
        act="Switch off"
        isBusy={turn.isPending}
        error={turn.error}
        onConfirm={() => turn.mutate()}
        onClose={() => setAsking(false)}
      >
        <Radio.Group label="What shall happen to the people?" value={choice} onChange={setChoice}>
          <Stack gap="xs" mt="xs">
            <Radio
              value="keep"
              label={`Keep them as they are: ${people.active.toLocaleString('en')} stay active`}
            />
            <Radio
              value="deactivate"
              label={`Deactivate all ${people.active.toLocaleString('en')} active people`}
            />
          </Stack>
        </Radio.Group>
      </Confirm>
    </section>
  );
}

function Deletion({ danger }: { danger: Danger }) {
  const { tenant } = useSession();
  const queries = useQueryClient();
  const refusal = useRefusal('settings');
  const [isAsking, setAsking] = useState(false);
  const [name, setName] = useState('');
  const remove = useMutation({
    mutationFn: () => call('/danger/delete', { method: 'POST', body: { name } }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['session'] });
      setAsking(false);
    },
  });
  const counts: readonly (readonly [string, number])[] = [
    ['people', danger.people.active + danger.people.inactive],
    ['groups', danger.groups],
    ['API tokens', danger.tokens],
    ['changes of the history', danger.changes],
    ['requests of the log', danger.requests],
  ];
  return (
    <section className="card bad" aria-labelledby="deletion">
      <Title order={2} size="h4" id="deletion">
        Delete this tenant
      </Title>
      <Text size="sm" mt={4} mb="md">
        Everything goes, for good. Stop provisioning in your identity provider first.
      </Text>
      <ActButton variant="default" refusal={refusal} onClick={() => setAsking(true)}>
        Delete…
      </ActButton>
      <Confirm
        opened={isAsking}
        title={`Delete ${tenant.name}?`}
        act="Delete for good"
        isBusy={remove.isPending}
        isBlocked={name !== tenant.name}
        error={remove.error}
        onConfirm={() => remove.mutate()}
        onClose={() => setAsking(false)}
      >
        <Text>This goes with it:</Text>
        <ul style={{ margin: '0.25rem 0 1rem' }}>
          {counts.map(([what, count]) => (
            <li key={what}>
              <b>{count.toLocaleString('en')}</b> {what}
            </li>
          ))}
        </ul>
        <TextInput
          label={`Type the tenant's name to go on: ${tenant.name}`}
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
          autoComplete="off"
        />
      </Confirm>
    </section>
  );
}
