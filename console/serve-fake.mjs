/** Serves the built console with made-up answers on port 4600; `npm run dev -w console` beside it shows the sources. */
import { join } from 'node:path';
import { runnerImport } from 'vite';

const { module } = await runnerImport(join(import.meta.dirname, 'journeys', 'fake-console-api.ts'));
const api = new module.FakeConsoleApi();
console.log(`The console with made-up answers: ${await api.listen(4600)}`);
