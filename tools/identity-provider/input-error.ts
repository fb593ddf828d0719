/** Something that the person at the keyboard can put right; shown as one message, without a stack. */
export class InputError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}
