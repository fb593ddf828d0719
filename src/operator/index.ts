export { OperatorModule } from './operator.module.js';
export { OPERATOR_KEY } from './operator-controller.js';
