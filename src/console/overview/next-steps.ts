import { daysLeft, describeRotation, statusOf } from '../../tenants/index.js';
import type { ApiTokenEntity } from '../../tenants/index.js';
import type { Health } from './health.js';

/** Something to do, and the page of the console for it. */
export interface NextStep {
  readonly text: string;
  readonly to: string;
}

const SOON = 14;

/** A token that ends. */
export interface TokenExpiry {
  readonly id: string;
  readonly name: string;
  readonly expiresAt: Date;
  readonly daysLeft: number;
}

/** The next token that opens something and ends. */
export function findNextExpiry(tokens: readonly ApiTokenEntity[], now: Date): TokenExpiry | undefined {
  return tokens
    .filter(({ replacedBy }) => replacedBy === null)
    .flatMap((token) => {
      const { id, name, expiresAt } = token;
      const days = daysLeft(token, now);
      return days === null || expiresAt === null ? [] : [{ id, name, expiresAt, daysLeft: days }];
    })
    .sort((one, other) => one.daysLeft - other.daysLeft)[0];
}

/** What an admin should do now, the most urgent first. */
export function findNextSteps(
  { state }: Health,
  tokens: readonly ApiTokenEntity[],
  now: Date,
): readonly NextStep[] {
  const live = tokens.filter((token) => statusOf(token, now) === 'active');
  const expiry = findNextExpiry(tokens, now);
  const silent = live.filter((token) => {
    const successor = tokens.find(({ id }) => id === token.replacedBy);
    return describeRotation(token, successor, now)?.stillInUse === false;
  });
  return [
    ...(live.length === 0 ? [{ text: 'Make an API token', to: '/console/tokens' }] : []),
    ...(state === 'never-connected'
      ? [{ text: 'Connect your identity provider', to: '/console/connect' }]
      : []),
    ...(state === 'failing' ? [{ text: 'See what failed, and why', to: '/console/log' }] : []),
    ...(state === 'silent' ? [{ text: 'Check the connection', to: '/console/connect' }] : []),
    ...(expiry !== undefined && expiry.daysLeft < SOON
      ? [
          {
            text: `Rotate the API token "${expiry.name}", which ${endOf(expiry.daysLeft)}`,
            to: '/console/tokens',
          },
        ]
      : []),
    ...silent.map(({ name }) => ({
      text: `Revoke the replaced API token "${name}", which nobody uses any more`,
      to: '/console/tokens',
    })),
  ];
}

function endOf(days: number): string {
  if (days === 0) return 'expires today';
  return days === 1 ? 'expires tomorrow' : `expires in ${days} days`;
}
