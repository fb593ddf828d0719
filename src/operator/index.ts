export { OperatorModule } from './operator.module.js';
export { ProblemFilter } from './problem.filter.js';
