import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { call } from '../../api/call';
import type { OAuthClient } from '../../api/contract';
import { ActButton } from '../../ui/act-button';
import { Confirm } from '../../ui/confirm';
import { CopyField } from '../../ui/copy';
import { StateBadge } from '../../ui/states';
import { Ago, DayOf } from '../../ui/when';
import { AddFederation, AddSecret } from './oauth-dialogs';

interface Taking {
  readonly path: string;
  readonly title: string;
  readonly words: string;
}

export function OAuthClientCard({ client, refusal }: { client: OAuthClient; refusal: string | undefined }) {
  const queries = useQueryClient();
  const [taking, setTaking] = useState<Taking>();
  const [adding, setAdding] = useState<'secret' | 'federation'>();
  const path = `/oauth-clients/${client.id}`;
  const take = useMutation({
    mutationFn: (address: string) => call(address, { method: 'DELETE' }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['oauth-clients'] });
      setTaking(undefined);
    },
  });
  const isActive = client.status === 'active';
  return (
    <section className="card" aria-label={`OAuth client ${client.name}`}>
      <Stack gap="md">
        <Group justify="space-between">
          <Group gap="xs">
            <Title order={2} size="h4">
              {client.name}
            </Title>
            <StateBadge tone={isActive ? 'good' : 'plain'}>{isActive ? 'Active' : 'Revoked'}</StateBadge>
          </Group>
          {isActive && (
            <ActButton
              size="compact-sm"
              variant="default"
              refusal={refusal}
              aria-label={`Revoke client ${client.name}`}
              onClick={() =>
                setTaking({
                  path,
                  title: `Revoke ${client.name}?`,
                  words:
                    'It gets no more access tokens, and those that are out are refused from the next request on.',
                })
              }
            >
              Revoke
            </ActButton>
          )}
        </Group>
        <CopyField label="Client Identifier" value={client.id} />
        <Text size="sm" c="dimmed">
          {client.scopes.join(', ')} · made by {client.createdBy}, <DayOf at={client.createdAt} /> ·{' '}
          {client.lastUsedAt === null ? (
            'never used'
          ) : (
            <>
              last used <Ago at={client.lastUsedAt} />
            </>
          )}
        </Text>
        <Entries
          title="Secrets"
          empty="No secret."
          add={isActive ? () => setAdding('secret') : undefined}
          addLabel="Add secret"
          refusal={refusal}
        >
          {client.secrets.map(({ id, display, status, expiresAt, lastUsedAt }) => (
            <Entry
              key={id}
              label={`Revoke secret ${display}`}
              refusal={refusal}
              onTake={
                status === 'active'
                  ? () =>
                      setTaking({
                        path: `${path}/secrets/${id}`,
                        title: 'Revoke this secret?',
                        words: `${display} gets no more access tokens; those that are out work until they expire.`,
                      })
                  : undefined
              }
            >
              <code>{display}</code> <span className="muted">{status}, expires</span> <DayOf at={expiresAt} />
              <span className="muted">{lastUsedAt === null ? ', never used' : ', last used '}</span>
              {lastUsedAt !== null && <Ago at={lastUsedAt} />}
            </Entry>
          ))}
        </Entries>
        <Entries
          title="Federations"
          empty="No federation."
          add={isActive ? () => setAdding('federation') : undefined}
          addLabel="Add federation"
          refusal={refusal}
        >
          {client.federations.map(({ id, issuer, subject, audience }) => (
            <Entry
              key={id}
              label={`Remove federation ${subject}`}
              refusal={refusal}
              onTake={() =>
                setTaking({
                  path: `${path}/federations/${id}`,
                  title: 'Remove this federation?',
                  words: `${subject} gets no more access tokens; those that are out work until they expire.`,
                })
              }
            >
              <code>{issuer}</code>
              <br />
              <span className="muted">subject</span> <code>{subject}</code>{' '}
              <span className="muted">audience</span> <code>{audience}</code>
            </Entry>
          ))}
        </Entries>
      </Stack>
      {adding === 'secret' && <AddSecret client={client} onClose={() => setAdding(undefined)} />}
      {adding === 'federation' && <AddFederation client={client} onClose={() => setAdding(undefined)} />}
      <Confirm
        opened={taking !== undefined}
        title={taking?.title ?? ''}
        act={taking?.path.includes('/federations/') === true ? 'Remove' : 'Revoke'}
        isBusy={take.isPending}
        error={take.error}
        onConfirm={() => taking && take.mutate(taking.path)}
        onClose={() => setTaking(undefined)}
      >
        <Text>{taking?.words}</Text>
      </Confirm>
    </section>
  );
}

interface EntriesProps {
  readonly title: string;
  readonly empty: string;
  readonly add: (() => void) | undefined;
  readonly addLabel: string;
  readonly refusal: string | undefined;
  readonly children: readonly ReactNode[];
}

function Entries({ title, empty, add, addLabel, refusal, children }: EntriesProps) {
  return (
    <div>
      <Group justify="space-between" mb={4}>
        <Title order={3} size="h5">
          {title}
        </Title>
        {add && (
          <ActButton size="compact-sm" variant="subtle" refusal={refusal} onClick={add}>
            {addLabel}
          </ActButton>
        )}
      </Group>
      {children.length === 0 ? (
        <Text size="sm" c="dimmed">
          {empty}
        </Text>
      ) : (
        <ul className="rows">{children}</ul>
      )}
    </div>
  );
}

interface EntryProps {
  readonly label: string;
  readonly refusal: string | undefined;
  readonly onTake: (() => void) | undefined;
  readonly children: ReactNode;
}

function Entry({ label, refusal, onTake, children }: EntryProps) {
  return (
    <li className="row" style={{ gridTemplateColumns: 'minmax(0, 1fr) auto', paddingInline: 0 }}>
      <span>{children}</span>
      {onTake && refusal === undefined && (
        <Button size="compact-sm" variant="default" aria-label={label} onClick={onTake}>
          {label.startsWith('Remove') ? 'Remove' : 'Revoke'}
        </Button>
      )}
    </li>
  );
}
