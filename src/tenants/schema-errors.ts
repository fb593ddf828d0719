/** The tenant has no extension with this URN. */
export class SchemaExtensionNotFoundError extends Error {
  constructor() {
    super('This tenant has no schema extension with this URN.');
    this.name = 'SchemaExtensionNotFoundError';
  }
}

/** The extension, as it would be, does not go together with what the tenant has. */
export class SchemaConflictError extends Error {
  /** @param message - What stands against it and what to do, in words for the operator. */
  constructor(message: string) {
    super(message);
    this.name = 'SchemaConflictError';
  }
}
