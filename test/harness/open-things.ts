/** What tests have opened and not closed yet. */
class OpenThings {
  private readonly names = new Map<symbol, string>();

  /** @returns A function to call when the thing is closed. */
  note(name: string): () => void {
    const key = Symbol(name);
    this.names.set(key, name);
    return () => void this.names.delete(key);
  }

  list(): readonly string[] {
    return [...this.names.values()];
  }
}

export const openThings = new OpenThings();
