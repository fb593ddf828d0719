export { OperatorModule } from './operator.module.js';
export { ProblemFilter } from './problem.filter.js';
export { OPERATOR_KEY } from './operator-controller.js';
