import { All, Body, Delete, Get, HttpCode, Param, Put, Res } from '@nestjs/common';
import { ApiExcludeEndpoint } from '@nestjs/swagger';
import type { Response } from 'express';
import {
  InvalidRequestError,
  PutSchemaExtensionDto,
  SchemaExtensionDto,
  SchemaExtensionListDto,
  findUrnProblem,
  presentSchemaExtension,
  toSchemaDefinition,
} from '../administration/index.js';
import type { Actor } from '../audit/index.js';
import { MethodNotAllowedError } from '../http/index.js';
import { SchemaExtensionsService, TenantsService } from '../tenants/index.js';
import { ActingOperator } from './acting-operator.js';
import { Documented } from './documented.js';
import { OperatorController } from './operator-controller.js';

/** What a tenant adds to its User. */
@OperatorController('tenants/:tenant/schema-extensions', 'Schema extensions')
export class SchemaExtensionsController {
  constructor(
    private readonly tenants: TenantsService,
    private readonly extensions: SchemaExtensionsService,
  ) {}

  @Get()
  @Documented({
    does: 'Lists what a tenant adds to its User.',
    answers: { 200: SchemaExtensionListDto },
    fails: [404],
  })
  async list(@Param('tenant') idOrSlug: string): Promise<SchemaExtensionListDto> {
    const { id } = await this.tenants.find(idOrSlug);
    return { items: (await this.extensions.list(id)).map(presentSchemaExtension) };
  }

  @Get(':urn')
  @Documented({ does: 'Shows an extension.', answers: { 200: SchemaExtensionDto }, fails: [404] })
  async find(@Param('tenant') idOrSlug: string, @Param('urn') urn: string): Promise<SchemaExtensionDto> {
    const { id } = await this.tenants.find(idOrSlug);
    return presentSchemaExtension(await this.extensions.find(id, urn));
  }

  /** 201 when it is new, 200 when another definition takes the place of the one that was there. */
  @Put(':urn')
  @Documented({
    does: 'Makes an extension, or puts another definition in its place.',
    answers: { 200: SchemaExtensionDto, 201: SchemaExtensionDto },
    fails: [404, 409, 413, 415],
  })
  async put(
    @Param('tenant') idOrSlug: string,
    @ActingOperator() actor: Actor,
    @Param('urn') urn: string,
    @Body() body: PutSchemaExtensionDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SchemaExtensionDto> {
    const { id } = await this.tenants.find(idOrSlug);
    const problem = findUrnProblem(urn);
    if (problem !== undefined) throw new InvalidRequestError([{ field: 'urn', problem }]);
    const { definition, created } = await this.extensions.put(id, actor, toSchemaDefinition(urn, body));
    response.status(created ? 201 : 200);
    return presentSchemaExtension(definition);
  }

  @Delete(':urn')
  @HttpCode(204)
  @Documented({
    does: 'Removes an extension of which no user has values.',
    answers: { 204: null },
    fails: [404, 409],
  })
  async remove(
    @Param('tenant') idOrSlug: string,
    @ActingOperator() actor: Actor,
    @Param('urn') urn: string,
  ): Promise<void> {
    const { id } = await this.tenants.find(idOrSlug);
    await this.extensions.remove(id, actor, urn);
  }

  @ApiExcludeEndpoint()
  @All()
  refuseOnList(): never {
    throw new MethodNotAllowedError(['GET', 'HEAD']);
  }

  @ApiExcludeEndpoint()
  @All(':urn')
  refuseOnExtension(): never {
    throw new MethodNotAllowedError(['GET', 'HEAD', 'PUT', 'DELETE']);
  }
}
