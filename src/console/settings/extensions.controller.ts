import { Body, Delete, Get, HttpCode, Param, Put, Res } from '@nestjs/common';
import type { Response } from 'express';
import {
  findUrnProblem,
  InvalidRequestError,
  presentSchemaExtension,
  PutSchemaExtensionDto,
  SchemaExtensionDto,
  SchemaExtensionListDto,
  toSchemaDefinition,
} from '../../administration/index.js';
import type { Actor } from '../../audit/index.js';
import type { ConsoleSession } from '../../console-access/index.js';
import { SchemaExtensionsService } from '../../tenants/index.js';
import { ConsoleController, DocumentedConsole } from '../guard/console-controller.js';
import { ActingAdmin, SignedIn } from '../guard/console-request.js';

/** What the tenant adds to its User. */
@ConsoleController('extensions', 'Extension attributes')
export class ExtensionsController {
  constructor(private readonly extensions: SchemaExtensionsService) {}

  @Get()
  @DocumentedConsole({
    does: 'Lists what the tenant adds to its User.',
    answers: { 200: SchemaExtensionListDto },
  })
  async list(@SignedIn() { tenant }: ConsoleSession): Promise<SchemaExtensionListDto> {
    return { items: (await this.extensions.list(tenant.id)).map(presentSchemaExtension) };
  }

  @Get(':urn')
  @DocumentedConsole({ does: 'Shows an extension.', answers: { 200: SchemaExtensionDto }, fails: [404] })
  async find(@SignedIn() { tenant }: ConsoleSession, @Param('urn') urn: string): Promise<SchemaExtensionDto> {
    return presentSchemaExtension(await this.extensions.find(tenant.id, urn));
  }

  /** 201 when it is new, 200 when another definition takes the place of the one that was there. */
  @Put(':urn')
  @DocumentedConsole({
    does: 'Makes an extension, or puts another definition in its place.',
    answers: { 200: SchemaExtensionDto, 201: SchemaExtensionDto },
    fails: [404, 409, 413, 415],
  })
  async put(
    @SignedIn() { tenant }: ConsoleSession,
    @ActingAdmin() actor: Actor,
    @Param('urn') urn: string,
    @Body() body: PutSchemaExtensionDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SchemaExtensionDto> {
    const problem = findUrnProblem(urn);
    if (problem !== undefined) throw new InvalidRequestError([{ field: 'urn', problem }]);
    const definition = toSchemaDefinition(urn, body);
    const stored = await this.extensions.put(tenant.id, actor, definition);
    response.status(stored.created ? 201 : 200);
    return presentSchemaExtension(stored.definition);
  }

  @Delete(':urn')
  @HttpCode(204)
  @DocumentedConsole({
    does: 'Removes an extension of which no user has values.',
    answers: { 204: null },
    fails: [404, 409],
  })
  async remove(
    @SignedIn() { tenant }: ConsoleSession,
    @ActingAdmin() actor: Actor,
    @Param('urn') urn: string,
  ): Promise<void> {
    await this.extensions.remove(tenant.id, actor, urn);
  }
}
