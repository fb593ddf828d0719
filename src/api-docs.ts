import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import { ConsoleModule, SESSION_COOKIE } from './console/index.js';
import { OPERATOR_KEY, OperatorModule } from './operator/index.js';

const PATH = 'api/docs';

/**
 * Nothing but what this server serves. The page of the library has its styles in it; its scripts are files.
 * It may call this server only, so that a link cannot make it send the operator key elsewhere.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const INTRODUCTION = `For who runs an installation: tenants, API tokens, schema extensions, histories and the audit.

Send the operator key as \`Authorization: Bearer <OPERATOR_KEY>\`. Name the person who acts in \`X-Acting-As\`; the
audit keeps that name. Unknown fields are refused. Failures are \`application/problem+json\` (RFC 9457).`;

/** The description of the operator API (OpenAPI 3.1). SCIM describes itself (RFC 7643). */
export function describeApi(nest: NestExpressApplication): OpenAPIObject {
  const frame = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('flosum-scim operator API')
    .setVersion('1')
    .setDescription(INTRODUCTION)
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'OPERATOR_KEY' }, OPERATOR_KEY)
    .build();
  return SwaggerModule.createDocument(nest, frame, {
    include: [OperatorModule],
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}.${method}`,
  });
}

const CONSOLE_INTRODUCTION = `For the console of a tenant's admin, which is a program in the browser. It is no interface for others:
it changes with the program.

A console link opens a session, which a cookie knows. Requests that change something are taken from our own page only.`;

/** The description of the console's API (OpenAPI 3.1), of which the types of the console are made. */
export function describeConsoleApi(nest: NestExpressApplication): OpenAPIObject {
  const frame = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('flosum-scim console API')
    .setVersion('1')
    .setDescription(CONSOLE_INTRODUCTION)
    .addCookieAuth('flosum_console', { type: 'apiKey', in: 'cookie' }, SESSION_COOKIE)
    .build();
  return SwaggerModule.createDocument(nest, frame, {
    include: [ConsoleModule],
    operationIdFactory: (controller, method) =>
      `${controller.replace(/^Console|Controller$/g, '')}.${method}`,
  });
}

/** Serves the description and a page that shows it, from this server alone. Before the application is initialized. */
export function serveApiDocs(nest: NestExpressApplication): void {
  nest.use(`/${PATH}`, (_request: Request, response: Response, next: NextFunction) => {
    response.set({
      'Content-Security-Policy': POLICY,
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
    });
    next();
  });
  SwaggerModule.setup(PATH, nest, () => describeApi(nest), {
    raw: ['json'],
    jsonDocumentUrl: `${PATH}/openapi.json`,
    customSiteTitle: 'flosum-scim operator API',
    swaggerOptions: { validatorUrl: null, persistAuthorization: false },
  });
}
