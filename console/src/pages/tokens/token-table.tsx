import { Group, Text } from '@mantine/core';
import type { Token } from '../../api/contract';
import { ActButton } from '../../ui/act-button';
import { StateBadge } from '../../ui/states';
import type { Tone } from '../../ui/states';
import { Ago, DayOf } from '../../ui/when';

const STATES: Readonly<Record<Token['status'], { readonly tone: Tone; readonly word: string }>> = {
  active: { tone: 'good', word: 'Active' },
  replaced: { tone: 'warn', word: 'Being replaced' },
  expired: { tone: 'bad', word: 'Expired' },
  revoked: { tone: 'plain', word: 'Revoked' },
};

const SOON = 14;

export function works({ status }: Token): boolean {
  return status === 'active' || status === 'replaced';
}

interface TokenTableProps {
  readonly tokens: readonly Token[];
  readonly refusal: string | undefined;
  readonly onRotate: (token: Token) => void;
  readonly onRevoke: (token: Token) => void;
}

export function TokenTable({ tokens, refusal, onRotate, onRevoke }: TokenTableProps) {
  const sorted = [...tokens.filter(works), ...tokens.filter((token) => !works(token))];
  return (
    <table className="table stack">
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Status</th>
          <th scope="col">Last used</th>
          <th scope="col">Expires</th>
          <th scope="col">Actions</th>
        </tr>
      </thead>
      <tbody>
        {sorted.map((token) => (
          <tr key={token.id} className={works(token) ? undefined : 'over'}>
            <td>
              <Text fw={600} size="sm">
                {token.name}
              </Text>
              <code className="muted">{token.display}</code>
              <Text size="xs" c="dimmed">
                {token.scopes.join(', ')} · made by {token.createdBy}, <DayOf at={token.createdAt} />
              </Text>
            </td>
            <td data-label="Status" className="fixed">
              <StateBadge tone={STATES[token.status].tone}>{STATES[token.status].word}</StateBadge>
            </td>
            <td data-label="Last used">
              <LastUse token={token} />
            </td>
            <td data-label="Expires">
              <Expiry token={token} />
            </td>
            <td>
              {works(token) && (
                <Group gap={6} wrap="nowrap">
                  {token.successorId === null && (
                    <ActButton
                      size="compact-sm"
                      variant="default"
                      refusal={refusal}
                      onClick={() => onRotate(token)}
                      aria-label={`Rotate ${token.name}`}
                    >
                      Rotate
                    </ActButton>
                  )}
                  <ActButton
                    size="compact-sm"
                    variant="default"
                    refusal={refusal}
                    onClick={() => onRevoke(token)}
                    aria-label={`Revoke ${token.name}`}
                  >
                    Revoke
                  </ActButton>
                </Group>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function LastUse({ token: { lastUsedAt, lastUsedFrom, lastUsedBy } }: { token: Token }) {
  if (lastUsedAt === null) return <span className="muted">never</span>;
  return (
    <>
      <Ago at={lastUsedAt} />
      <Text size="xs" c="dimmed">
        {[lastUsedFrom !== null && `from ${lastUsedFrom}`, lastUsedBy].filter(Boolean).join(', by ')}
      </Text>
    </>
  );
}

function Expiry({ token }: { token: Token }) {
  const { expiresAt, daysLeft } = token;
  if (expiresAt === null) return <span className="muted">never</span>;
  return (
    <Group gap={6}>
      <DayOf at={expiresAt} />
      {works(token) && daysLeft !== null && daysLeft < SOON && (
        <StateBadge tone="warn">
          {daysLeft <= 0 ? 'today' : daysLeft === 1 ? '1 day left' : `${daysLeft} days left`}
        </StateBadge>
      )}
    </Group>
  );
}
