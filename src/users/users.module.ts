import { Module } from '@nestjs/common';
import { GroupsModule } from '../groups/index.js';
import { UserBatches } from './user-batches.js';
import { UsersRepository } from './users.repository.js';
import { UsersService } from './users.service.js';

@Module({
  imports: [GroupsModule],
  providers: [UsersRepository, UsersService, UserBatches],
  exports: [UsersService, UserBatches],
})
export class UsersModule {}
