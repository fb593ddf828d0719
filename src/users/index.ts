export { UsersModule } from './users.module.js';
export { BusyResourceError, UsersService } from './users.service.js';
