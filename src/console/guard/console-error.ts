import type { InvalidField } from '../../administration/index.js';
import type { GuidePlace } from '../guide-places.js';

/** A failure of the console's API in words for the admin, with the place of the guide that helps. */
export class ConsoleError extends Error {
  constructor(
    readonly status: number,
    detail: string,
    readonly help?: GuidePlace,
    readonly errors?: readonly InvalidField[],
  ) {
    super(detail);
    this.name = 'ConsoleError';
  }
}

const ROLES = {
  owner: 'an owner of this tenant',
  tokens: 'an owner or a token manager of this tenant',
  reads: 'anybody who is signed in',
} as const;

/** Who is signed in may not do this. */
export class RoleMayNotError extends ConsoleError {
  constructor(need: keyof typeof ROLES) {
    super(
      403,
      `Your role does not allow this: only ${ROLES[need]} may do it. Ask one of them, or ask the operator of this ` +
        'installation for a console link with that role.',
    );
  }
}

/** A tenant that is suspended keeps its people as they are, and stays. */
export class TenantSuspendedHereError extends ConsoleError {
  constructor() {
    super(
      409,
      'This tenant is suspended, and stays as it is until the operator of this installation resumes it.',
    );
  }
}

/** A request that changes something was sent from somewhere else than from our own page. */
export class ForeignRequestError extends ConsoleError {
  constructor() {
    super(403, 'This was not sent from the console. Nothing was changed. Open the console and do it there.');
  }
}
