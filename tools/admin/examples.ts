/** What stands below the help of a command. */
export function examples(...commands: readonly string[]): string {
  const lines = commands.map((command) => `  npm run admin -- ${command}`);
  return ['', commands.length === 1 ? 'Example:' : 'Examples:', ...lines].join('\n');
}
