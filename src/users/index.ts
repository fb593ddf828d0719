export type { ListPosition, UserQuery } from './user-query.js';
export { UsersModule } from './users.module.js';
export { BusyResourceError, UsersService } from './users.service.js';
