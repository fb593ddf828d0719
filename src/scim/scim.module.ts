import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/index.js';
import { GroupsModule } from '../groups/index.js';
import { OAuthClientsModule } from '../oauth-clients/index.js';
import { RequestLogModule } from '../request-log/index.js';
import { ResourcesModule } from '../resources/index.js';
import { UsersModule } from '../users/index.js';
import {
  ResourceTypesController,
  SchemasController,
  ServiceProviderConfigController,
} from './discovery/discovery.controller.js';
import { BulkController } from './bulk/bulk.controller.js';
import { GroupsController } from './groups.controller.js';
import { ResourcePresenter } from './resource-presenter.js';
import { RootController } from './root.controller.js';
import { ScimUrls } from './scim-urls.js';
import { ResourceLists } from './resource-lists.js';
import { UsersController } from './users.controller.js';

@Module({
  imports: [AuthModule, RequestLogModule, OAuthClientsModule, ResourcesModule, UsersModule, GroupsModule],
  controllers: [
    // Express tries routes in their order: what is asked for all the time stands first.
    UsersController,
    GroupsController,
    RootController,
    BulkController,
    ServiceProviderConfigController,
    ResourceTypesController,
    SchemasController,
  ],
  providers: [ScimUrls, ResourcePresenter, ResourceLists],
  exports: [ScimUrls],
})
export class ScimModule {}
