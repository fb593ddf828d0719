import type { Difference } from '../mapping/find-differences.js';

export type Action = 'Create' | 'Update' | 'Disable' | 'Enable' | 'Delete' | 'Other';

export type Status = 'Success' | 'Skipped' | 'Failure';

/** Whom an entry is about, as the source calls them. */
export interface Subject {
  readonly objectId: string;
  readonly userPrincipalName: string;
}

/** One line of the provisioning log. */
export interface LogEntry extends Subject {
  readonly at: string;
  readonly action: Action;
  readonly status: Status;
  readonly targetId: string | undefined;
  /** Entra's code, such as `DuplicateTargetEntries`, where it has one. */
  readonly code: string | undefined;
  readonly reason: string | undefined;
  readonly modified: readonly ModifiedAttribute[];
}

interface ModifiedAttribute {
  readonly attribute: string;
  readonly before: unknown;
  readonly after: unknown;
}

export interface Ending {
  readonly targetId?: string | undefined;
  readonly code?: string | undefined;
  readonly reason?: string | undefined;
  readonly differences?: readonly Difference[];
}

/** What Entra writes when source and target are equal already. */
export const REDUNDANT = 'RedundantExport';

export function writeLogEntry(
  { objectId, userPrincipalName }: Subject,
  action: Action,
  status: Status,
  { targetId, code, reason, differences = [] }: Ending = {},
): LogEntry {
  const modified = differences.map(({ attribute, before, after }) => ({
    attribute: attribute.path,
    before,
    after,
  }));
  return {
    at: new Date().toISOString(),
    objectId,
    userPrincipalName,
    action,
    status,
    targetId,
    code,
    reason,
    modified,
  };
}
