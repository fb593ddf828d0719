import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The 200 invented people that come with the tool, found from the sources and from the compiled program. */
export function locateSample(): string {
  const besideSources = new URL('./samples/people.csv', import.meta.url);
  const fromCompiled = new URL('../../../tools/identity-provider/samples/people.csv', import.meta.url);
  return fileURLToPath(existsSync(besideSources) ? besideSources : fromCompiled);
}
