import { Module } from '@nestjs/common';
import { GroupMembers } from './group-members.js';
import { GroupsRepository } from './groups.repository.js';
import { GroupsService } from './groups.service.js';
import { MemberChanges } from './member-changes.js';
import { MembershipsRepository } from './memberships.repository.js';

@Module({
  providers: [GroupsRepository, MembershipsRepository, MemberChanges, GroupMembers, GroupsService],
  exports: [GroupsService, GroupMembers, MembershipsRepository],
})
export class GroupsModule {}
