export { ActDto, presentAct } from './act.dto.js';
export {
  ApiTokenBaseDto,
  presentApiTokenBase,
  presentUsedApiToken,
  RotateApiTokenDto,
  UsedApiTokenDto,
} from './api-token.dto.js';
export {
  ANY_JSON,
  AttributeChangeDto,
  ChangeWithoutActorDto,
  presentChangeWithoutActor,
} from './change.dto.js';
export { NewClientSecretDto, presentNewClientSecret } from './client-secret-answer.dto.js';
export { CredentialName, CredentialScopes } from './credential-fields.js';
export { documentedBy } from './documented.js';
export { FederationDto, presentFederation } from './federation-answer.dto.js';
export { IsPlainText, MayBeLeftOut } from './field-rules.js';
export { findUrnProblem } from './find-urn-problem.js';
export { InvalidRequestError } from './invalid-request.error.js';
export type { InvalidField } from './invalid-request.error.js';
export { JSON_LINES } from './json-lines.js';
export { OAuthClientDto, OAuthClientListDto, presentOAuthClient } from './oauth-client-answer.dto.js';
export { AddClientSecretDto, AddFederationDto, CreateOAuthClientDto } from './oauth-client.dto.js';
export { cutPage, NO_CURSOR, PageLimitDto } from './page-limit.dto.js';
export { ProblemDto } from './problem.dto.js';
export { describeProblem, ProblemFilter } from './problem.filter.js';
export type { Problem } from './problem.filter.js';
export { RequestPipe } from './request.pipe.js';
export {
  presentSchemaExtension,
  SchemaExtensionDto,
  SchemaExtensionListDto,
} from './schema-extension-answer.dto.js';
export { PutSchemaExtensionDto, toSchemaDefinition } from './schema-extension.dto.js';
export { sendJsonLines } from './send-json-lines.js';
export { TenantSettingsDto, WholeTenantSettingsDto } from './tenant-settings.dto.js';
