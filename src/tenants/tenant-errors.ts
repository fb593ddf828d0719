/** No tenant has this id or slug. */
export class TenantNotFoundError extends Error {
  constructor() {
    super('There is no tenant with this id or slug.');
    this.name = 'TenantNotFoundError';
  }
}

/** The tenant is on its way out: only the deletion itself goes on. */
export class TenantBeingDeletedError extends Error {
  constructor() {
    super(
      'This tenant is being deleted and cannot be changed any more. Repeat the DELETE until it answers 204.',
    );
    this.name = 'TenantBeingDeletedError';
  }
}

/** Another tenant has this slug. */
export class SlugInUseError extends Error {
  constructor(options?: ErrorOptions) {
    super('Another tenant has this slug already.', options);
    this.name = 'SlugInUseError';
  }
}
