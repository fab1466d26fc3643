/** Listeners of one object, by event. A listener that throws harms neither the others nor the caller. */
export class Emitter<Events extends object> {
  readonly #listeners = new Map<keyof Events, Set<(event: never) => void>>();
  readonly #failed: (cause: unknown) => void;

  /** @param failed gets what a listener threw */
  constructor(failed: (cause: unknown) => void) {
    this.#failed = failed;
  }

  /** Adds a listener and returns the function that removes it. */
  on<Name extends keyof Events>(name: Name, listener: (event: Events[Name]) => void): () => void {
    const once = (event: Events[Name]): void => listener(event);   // the same function may be added twice
    const listeners = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, listeners.add(once));
    return () => void listeners.delete(once);
  }

  /** Calls the listeners in the order in which they were added; false when there is none. */
  emit<Name extends keyof Events>(name: Name, event: Events[Name]): boolean {
    const listeners = [...(this.#listeners.get(name) ?? [])] as ((event: Events[Name]) => void)[];
    for (const listener of listeners) {
      try {
        listener(event);
      } catch (cause) {
        this.#failed(cause);
      }
    }
    return listeners.length > 0;
  }
}
