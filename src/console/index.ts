export { ConsoleModule } from './console.module.js';
export { CONSOLE_FOLDER, locateConsole } from './pages/console-program.js';
export { SESSION_COOKIE } from './guard/console-controller.js';
