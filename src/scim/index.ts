export { ScimErrorFilter } from './scim-error.filter.js';
export { isScimUrl, SCIM_PATH } from './scim-path.js';
export { ScimModule } from './scim.module.js';
