import { All, Body, Delete, Get, HttpCode, Patch, Post, Put, Query } from '@nestjs/common';
import { parseFilter } from '@flosum/scim-filter';
import { LIST_RESPONSE_URN, ResourceNotFoundError } from '@flosum/scim-schema';
import { Reading } from '../auth/index.js';
import { MethodNotAllowedError } from '../http/index.js';
import { NotSupportedError } from './not-supported.error.js';
import type { ListParameters } from './list-request.js';
import { readListParameters } from './read-list-parameters.js';
import type { QueryParameters } from './read-list-parameters.js';
import { readSearchRequest } from './read-search-request.js';
import { ScimController } from './scim-controller.js';
import type { ScimAnswer } from './scim-response.interceptor.js';

/**
 * `/Groups` of a tenant without group provisioning. Entra ID probes it with a look-up when it tests the connection,
 * and takes anything but an empty list for wrong credentials.
 */
@ScimController('/Groups')
export class GroupsController {
  @Get()
  list(@Query() parameters: QueryParameters): ScimAnswer {
    return this.emptyList(readListParameters(parameters));
  }

  private emptyList({ filter }: ListParameters): ScimAnswer {
    if (filter !== undefined) parseFilter(filter);
    return {
      body: { schemas: [LIST_RESPONSE_URN], totalResults: 0, startIndex: 1, itemsPerPage: 0, Resources: [] },
    };
  }

  @Post('.search')
  @HttpCode(200)
  @Reading()
  search(@Body() body: unknown): ScimAnswer {
    return this.emptyList(readSearchRequest(body));
  }

  @All('.search')
  refuseOnSearch(): never {
    throw new MethodNotAllowedError(['POST']);
  }

  @Get(':id')
  find(): never {
    throw new ResourceNotFoundError('Group');
  }

  @Post()
  create(): never {
    return refuseWrite();
  }

  @Put(':id')
  replace(): never {
    return refuseWrite();
  }

  @Patch(':id')
  patch(): never {
    return refuseWrite();
  }

  @Delete(':id')
  remove(): never {
    return refuseWrite();
  }

  @All()
  refuseOnList(): never {
    throw new MethodNotAllowedError(['GET', 'HEAD', 'POST']);
  }

  @All(':id')
  refuseOnGroup(): never {
    throw new MethodNotAllowedError(['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE']);
  }
}

function refuseWrite(): never {
  throw new NotSupportedError(
    'Group provisioning is off for this tenant. In Entra, open Provisioning > Mappings and set ' +
      '"Provision Microsoft Entra ID Groups" > "Enabled" to "No".',
  );
}
