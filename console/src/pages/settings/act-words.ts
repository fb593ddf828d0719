/** What was done, in words that the name of its target follows. */
const WORDS: Readonly<Record<string, string>> = {
  'api-token.created': 'Made the API token',
  'api-token.rotated': 'Rotated the API token',
  'api-token.revoked': 'Revoked the API token',
  'oauth-client.created': 'Made the OAuth client',
  'oauth-client.revoked': 'Revoked the OAuth client',
  'oauth-client-secret.created': 'Made a secret of the OAuth client',
  'oauth-client-secret.revoked': 'Revoked a secret of the OAuth client',
  'oauth-federation.added': 'Added a federation to',
  'oauth-federation.removed': 'Removed a federation from',
  'tenant.created': 'Made the tenant',
  'tenant.modified': 'Changed the settings of',
  'tenant.suspended': 'Suspended',
  'tenant.resumed': 'Resumed',
  'tenant.exported': 'Exported everything of',
  'tenant.deletion-started': 'Began to delete',
  'schema-extension.created': 'Added the extension attributes',
  'schema-extension.modified': 'Changed the extension attributes',
  'schema-extension.removed': 'Removed the extension attributes',
  'user-import.started': 'Began to import people into',
  'user-import.finished': 'Imported people into',
  'people.deactivated': 'Deactivated all people of',
  'request.replayed': 'Ran a request again, for real:',
  'console-link.created': 'Made a console link for',
  'console-session.opened': 'Signed in as',
  'console-session.ended': 'Ended the session of',
};

/** @returns `undefined` for an act that this page does not know yet. */
export function wordsOf(action: string): string | undefined {
  return WORDS[action];
}
