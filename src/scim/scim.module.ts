import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/index.js';
import { UsersModule } from '../users/index.js';
import {
  ResourceTypesController,
  SchemasController,
  ServiceProviderConfigController,
} from './discovery/discovery.controller.js';
import { GroupsController } from './groups.controller.js';
import { ResourcePresenter } from './resource-presenter.js';
import { ScimUrls } from './scim-urls.js';
import { UnsupportedController } from './unsupported.controller.js';
import { UsersController } from './users.controller.js';

@Module({
  imports: [AuthModule, UsersModule],
  controllers: [
    UnsupportedController,
    ServiceProviderConfigController,
    ResourceTypesController,
    SchemasController,
    UsersController,
    GroupsController,
  ],
  providers: [ScimUrls, ResourcePresenter],
  exports: [ScimUrls],
})
export class ScimModule {}
