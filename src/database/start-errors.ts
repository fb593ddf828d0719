import { ROLES } from './roles.js';

/** The schema of the database is older than this version of the service. */
export class SchemaNotMigratedError extends Error {
  constructor(options?: ErrorOptions) {
    super(
      'The database is not migrated to this version. Run "npm run migrate" with the same DATABASE_URL, then start ' +
        'again (or set MIGRATE_ON_START=true).',
      options,
    );
    this.name = 'SchemaNotMigratedError';
  }
}

/** The server is older than what the statements of this service need. */
export class ServerTooOldError extends Error {
  constructor(version: string) {
    super(`The database server is PostgreSQL ${version}. This service needs PostgreSQL 15 or newer.`);
    this.name = 'ServerTooOldError';
  }
}

/** The login role of DATABASE_URL may not act as the roles of the service. */
export class MissingRoleError extends Error {
  constructor(options?: ErrorOptions) {
    const roles = Object.values(ROLES).join(', ');
    super(
      `The user of DATABASE_URL may not act as the roles of this service. As a PostgreSQL administrator, run: ` +
        `grant ${roles} to <the user of DATABASE_URL>`,
      options,
    );
    this.name = 'MissingRoleError';
  }
}
