/**
 * Shows what came of a command.
 *
 * @param text - For people.
 * @param answer - For programs: what the operator API answered. Without it they get the text.
 */
export type Print = (text: string, answer?: unknown) => void;

/** The one place that knows whether people or programs read the output. */
export function createPrint(isJson: () => boolean, write: (text: string) => void): Print {
  return (text, answer) => {
    write(isJson() ? `${JSON.stringify(answer ?? { message: text }, null, 2)}\n` : `${text}\n`);
  };
}
