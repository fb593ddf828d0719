import { Group, Stack, Switch, Text, Title } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Token } from '../../api/contract';
import { useRefusal } from '../../api/session';
import { ActButton } from '../../ui/act-button';
import { StateBadge } from '../../ui/states';
import { Ago } from '../../ui/when';

/** Entra comes about every 40 minutes: whoever was silent for longer has moved on. */
const CYCLE = 40 * 60_000;

interface RotationCardProps {
  readonly old: Token;
  readonly successor: Token | undefined;
  readonly onRevoke: () => void;
}

/** A rotation under way: which of the two tokens is in use, and when the old one may go. */
export function RotationCard({ old, successor, onRevoke }: RotationCardProps) {
  const refusal = useRefusal('manage-tokens');
  const [isOverridden, setOverridden] = useState(false);
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 15_000);
    return () => clearInterval(timer);
  }, []);
  const silentSince = old.silentSince ?? old.lastUsedAt ?? successor?.createdAt ?? old.createdAt;
  const left = Math.max(0, Math.ceil((Date.parse(silentSince) + CYCLE - now) / 60_000));
  const isReady = left === 0 && successor?.lastUsedAt != null;
  const waiting =
    successor?.lastUsedAt == null
      ? 'The new token was not used yet. Paste it into your identity provider first, then press Test Connection.'
      : `The old token is silent, but not for a whole cycle of 40 minutes yet. ${left} more to go.`;
  return (
    <section className="card" aria-label={`Rotation of ${old.name}`}>
      <Stack gap="sm">
        <Title order={2} size="h4">
          {old.name} is being replaced
        </Title>
        <div className="cards">
          <Side title="The old one" token={old} isInUse={old.inUse} />
          {successor && <Side title="The new one" token={successor} isInUse={successor.inUse} />}
        </div>
        <Text size="sm">
          {isReady
            ? 'The new token is in use, and the old one was silent for a whole cycle of 40 minutes. It can go.'
            : old.inUse && successor?.lastUsedAt != null
              ? 'Both are in use. Look for the place where the old one is still pasted in.'
              : waiting}
        </Text>
        <Group justify="space-between">
          {isReady ? (
            <span />
          ) : (
            <Switch
              label="Let me revoke it before that"
              checked={isOverridden}
              onChange={({ currentTarget }) => setOverridden(currentTarget.checked)}
            />
          )}
          <ActButton
            variant={isReady ? 'filled' : 'default'}
            refusal={refusal ?? (isReady || isOverridden ? undefined : waiting)}
            onClick={onRevoke}
          >
            Revoke the old one
          </ActButton>
        </Group>
      </Stack>
    </section>
  );
}

function Side({ title, token, isInUse }: { title: string; token: Token; isInUse: boolean }) {
  return (
    <div>
      <Group gap="xs" mb={2} aria-live="polite" aria-atomic>
        <Text size="sm" fw={600}>
          {title}
        </Text>
        <StateBadge tone={isInUse ? 'good' : 'plain'}>{isInUse ? 'in use' : 'silent'}</StateBadge>
      </Group>
      <code className="muted">{token.display}</code>
      <Text size="xs" c="dimmed">
        {token.lastUsedAt === null ? (
          'never used'
        ) : (
          <>
            last used <Ago at={token.lastUsedAt} />
          </>
        )}
      </Text>
    </div>
  );
}
