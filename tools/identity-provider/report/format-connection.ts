import type { ConnectionResult } from '../cycle/connection-result.js';
import { toCell } from './format-table.js';

/** Says how *Test connection* went, in the words of Entra's own screen, and what to do. */
export function formatConnection(connection: ConnectionResult): string {
  if (connection.ok) {
    return 'Test connection: the supplied credentials are authorized to enable provisioning.';
  }
  return [
    'Test connection: failed.',
    'You appear to have entered invalid credentials. Please confirm you are using the correct information for an administrative account.',
    `  Error code:     ${connection.code}`,
    `  What happened:  ${toCell(connection.problem, 400)}`,
    `  What to do:     ${connection.advice}`,
  ].join('\n');
}
