import type { ManagedBy } from '../../api/contract';
import { StateBadge } from '../../ui/states';

const WORDS: Readonly<Record<ManagedBy, string>> = {
  entra: 'Managed by Entra',
  okta: 'Managed by Okta',
  scim: 'Managed by SCIM',
  import: 'Imported',
  admin: 'Made by an admin',
};

/** Who keeps a person up to date. */
export function ManagedBadge({ by }: { by: ManagedBy | null }) {
  return by === null ? null : <StateBadge tone="plain">{WORDS[by]}</StateBadge>;
}

export function ActiveBadge({ active }: { active: boolean }) {
  return <StateBadge tone={active ? 'good' : 'warn'}>{active ? 'Active' : 'Inactive'}</StateBadge>;
}
