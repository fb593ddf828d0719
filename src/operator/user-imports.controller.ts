import { All, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiExcludeEndpoint, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import type { Request, Response } from 'express';
import { JSON_LINES, sendJsonLines } from '../administration/index.js';
import type { Actor } from '../audit/index.js';
import { MethodNotAllowedError, StreamedBody, UnsupportedMediaTypeError } from '../http/index.js';
import { TenantsService } from '../tenants/index.js';
import { UserImport } from '../transfer/index.js';
import type { ImportFormat } from '../transfer/index.js';
import { ActingOperator } from './acting-operator.js';
import { Documented } from './documented.js';
import { OperatorController } from './operator-controller.js';

const FORMATS: Readonly<Record<string, ImportFormat>> = {
  'text/csv': 'csv',
  'application/jsonl': 'jsonl',
  'application/x-ndjson': 'jsonl',
};

export class ImportUsersDto {
  @ApiPropertyOptional({
    enum: ['true', 'false'],
    default: 'false',
    description: 'Tells what would happen, and stores nothing.',
  })
  @IsIn(['true', 'false'], { message: 'is true or false' })
  dryRun = 'false';
}

/** Files of users, of any length: the answer comes while they are read. */
@OperatorController('tenants/:tenant/user-imports', 'Transfer')
export class UserImportsController {
  constructor(
    private readonly tenants: TenantsService,
    private readonly userImport: UserImport,
  ) {}

  @Post()
  @HttpCode(200)
  @StreamedBody()
  @ApiConsumes('text/csv', JSON_LINES)
  @ApiBody({ schema: { type: 'string', format: 'binary' }, description: 'A file of people.' })
  @Documented({
    does: 'Creates and updates users from a file of any length. Repeating it is harmless.',
    answers: {},
    lines: {
      200:
        'While it goes: each record that was refused, as `{line, outcome, userName, externalId, reason}`, in a dry run ' +
        'every record; how far it is, as `{progress}`; and `{summary}` at last.',
    },
    fails: [404, 409, 415],
  })
  async importUsers(
    @Param('tenant') idOrSlug: string,
    @ActingOperator() actor: Actor,
    @Query() { dryRun }: ImportUsersDto,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const format = readFormat(request);
    const tenant = await this.tenants.findAlive(idOrSlug);
    const input = request as AsyncIterable<Buffer>;
    const lines = this.userImport.run(tenant, {
      format,
      input,
      dryRun: dryRun === 'true',
      actor,
    });
    await sendJsonLines(response, lines);
  }

  @ApiExcludeEndpoint()
  @All()
  refuse(): never {
    throw new MethodNotAllowedError(['POST']);
  }
}

/** @throws {@link UnsupportedMediaTypeError} */
function readFormat({ headers }: Request): ImportFormat {
  const [type = '', ...parameters] = (headers['content-type'] ?? '').toLowerCase().split(';');
  const format = FORMATS[type.trim()];
  const charset = parameters.find((parameter) => parameter.trim().startsWith('charset='));
  const isUtf8 = charset === undefined || /^\s*charset="?utf-?8"?\s*$/.test(charset);
  const isPlain = ['identity', undefined].includes(headers['content-encoding']);
  if (format === undefined || !isUtf8 || !isPlain) {
    throw new UnsupportedMediaTypeError(
      'Send the file as text/csv or application/jsonl, in UTF-8 and not compressed.',
    );
  }
  return format;
}
