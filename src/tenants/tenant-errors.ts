/** No tenant has this id or slug. */
export class TenantNotFoundError extends Error {
  constructor() {
    super('There is no tenant with this id or slug.');
    this.name = 'TenantNotFoundError';
  }
}

/** Another tenant has this slug. */
export class SlugInUseError extends Error {
  constructor(options?: ErrorOptions) {
    super('Another tenant has this slug already.', options);
    this.name = 'SlugInUseError';
  }
}
