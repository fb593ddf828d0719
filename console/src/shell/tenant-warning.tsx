import { Text } from '@mantine/core';
import { useSession } from '../api/session';
import { Note } from '../ui/note';

const WORDS: Readonly<Record<string, { readonly title: string; readonly words: string } | undefined>> = {
  suspended: {
    title: 'This tenant is suspended',
    words:
      'Its tokens are refused, so nothing is provisioned. Nothing is deleted. Ask whoever runs this service why, and to resume it.',
  },
  deleting: {
    title: 'This tenant is being deleted',
    words:
      'Everybody in it goes with it, and its tokens are refused. Stop provisioning to it in your identity provider.',
  },
};

/** What stands above every page when the tenant is not as it should be. */
export function TenantWarning() {
  const warning = WORDS[useSession().tenant.status];
  if (warning === undefined) return null;
  return (
    <Note tone="warn" title={warning.title}>
      <Text size="sm">{warning.words}</Text>
    </Note>
  );
}
