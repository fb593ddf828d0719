export { UserBatches } from './user-batches.js';
export type { PreparedChange } from './user-batches.js';
export type { StoredUser } from './users.repository.js';
export { UsersModule } from './users.module.js';
export { UsersService } from './users.service.js';
export type { PreparedUser } from './write-users.js';
