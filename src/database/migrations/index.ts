import { Tenants1700000000001 } from './1700000000001-tenants.js';
import { Users1700000000002 } from './1700000000002-users.js';
import { UserIndexes1700000000003 } from './1700000000003-user-indexes.js';
import { SchemaExtensions1700000000004 } from './1700000000004-schema-extensions.js';
import { Changes1700000000005 } from './1700000000005-changes.js';
import { Groups1700000000006 } from './1700000000006-groups.js';
import { UniqueValues1700000000007 } from './1700000000007-unique-values.js';
import { Isolation1700000000008 } from './1700000000008-isolation.js';
import { Audit1700000000009 } from './1700000000009-audit.js';
import { OAuth1700000000010 } from './1700000000010-oauth.js';
import { DeletedTenants1700000000012 } from './1700000000012-deleted-tenants.js';
import { TokenLife1700000000013 } from './1700000000013-token-life.js';
import { ConsoleAccess1700000000015 } from './1700000000015-console-access.js';
import { RequestLog1700000000016 } from './1700000000016-request-log.js';

/** In the order in which they run. A migration is never edited once it has landed: add another. */
export const MIGRATIONS = [
  Tenants1700000000001,
  Users1700000000002,
  UserIndexes1700000000003,
  SchemaExtensions1700000000004,
  Changes1700000000005,
  Groups1700000000006,
  UniqueValues1700000000007,
  Isolation1700000000008,
  Audit1700000000009,
  OAuth1700000000010,
  DeletedTenants1700000000012,
  TokenLife1700000000013,
  ConsoleAccess1700000000015,
  RequestLog1700000000016,
] as const;
