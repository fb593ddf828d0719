import { documentedBy, ProblemDto } from '../administration/index.js';

/** Describes a route of the operator API in its OpenAPI document. */
export const Documented = documentedBy({
  unauthorized: 'The operator key is missing or wrong.',
  always: [400, 401, 500, 503],
  problem: ProblemDto,
});
