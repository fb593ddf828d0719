import { USER_RESOURCE_TYPE } from '@flosum/scim-schema';
import { UsersService } from '../users/index.js';
import { ResourceLists } from './resource-lists.js';
import { ResourcePresenter } from './resource-presenter.js';
import { ResourceController } from './resource.controller.js';
import { ScimController } from './scim-controller.js';

/** `/Users`. */
@ScimController(USER_RESOURCE_TYPE.endpoint)
export class UsersController extends ResourceController {
  constructor(
    protected override readonly store: UsersService,
    lists: ResourceLists,
    presenter: ResourcePresenter,
  ) {
    super(lists, presenter);
  }
}
