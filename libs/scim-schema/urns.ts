export const CORE_SCHEMA_PREFIX = 'urn:ietf:params:scim:schemas:core:2.0:';

export const USER_URN = `${CORE_SCHEMA_PREFIX}User`;
export const GROUP_URN = `${CORE_SCHEMA_PREFIX}Group`;
export const ENTERPRISE_USER_URN = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
export const SERVICE_PROVIDER_CONFIG_URN = `${CORE_SCHEMA_PREFIX}ServiceProviderConfig`;
export const RESOURCE_TYPE_URN = `${CORE_SCHEMA_PREFIX}ResourceType`;
export const SCHEMA_URN = `${CORE_SCHEMA_PREFIX}Schema`;

export const LIST_RESPONSE_URN = 'urn:ietf:params:scim:api:messages:2.0:ListResponse';
export const SEARCH_REQUEST_URN = 'urn:ietf:params:scim:api:messages:2.0:SearchRequest';
export const BULK_REQUEST_URN = 'urn:ietf:params:scim:api:messages:2.0:BulkRequest';
export const BULK_RESPONSE_URN = 'urn:ietf:params:scim:api:messages:2.0:BulkResponse';
export const PATCH_OP_URN = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';
export const ERROR_URN = 'urn:ietf:params:scim:api:messages:2.0:Error';
