export { GroupMembers } from './group-members.js';
export { GroupsModule } from './groups.module.js';
export { GroupsService } from './groups.service.js';
export { leaveGroups } from './leave-groups.js';
export type { Membership } from './membership.js';
export { MembershipsRepository } from './memberships.repository.js';
