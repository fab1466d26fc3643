/** Whoever wants to know of changes: told once for all that happen in one turn. */
export class Listeners {
  readonly #listeners = new Set<() => void>();
  #isTelling = false;

  add(listener: () => void): () => void {
    const own = () => listener(); // the same function twice is two listeners
    this.#listeners.add(own);
    return () => this.#listeners.delete(own);
  }

  tell(): void {
    if (this.#isTelling) {
      return;
    }
    this.#isTelling = true;
    queueMicrotask(() => {
      this.#isTelling = false;
      for (const listener of [...this.#listeners]) {
        try {
          listener();
        } catch (cause) {
          console.error('a listener of a document threw', cause);
        }
      }
    });
  }
}
