import { GROUP_RESOURCE_TYPE } from '@flosum/scim-schema';
import { GroupsService } from '../groups/index.js';
import { ResourceLists } from './resource-lists.js';
import { ResourcePresenter } from './resource-presenter.js';
import { ResourceController } from './resource.controller.js';
import { ScimController } from './scim-controller.js';

/**
 * `/Groups`. For a tenant without group provisioning it is an empty list: Entra ID probes it with a look-up when it tests
 * the connection, and takes anything else for wrong credentials.
 */
@ScimController(GROUP_RESOURCE_TYPE.endpoint)
export class GroupsController extends ResourceController {
  /** Entra ID wants 204: a group may have thousands of members. */
  protected override readonly answersPatchInFull = false;

  constructor(
    protected override readonly store: GroupsService,
    lists: ResourceLists,
    presenter: ResourcePresenter,
  ) {
    super(lists, presenter);
  }
}
