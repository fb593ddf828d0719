export { ScimErrorFilter } from './scim-error.filter.js';

export { ScimModule } from './scim.module.js';
