/** Something that others show: it tells them when it has changed, once per turn of the event loop. */
export class Changing {
  #listeners = new Set();
  #told = true;

  /** Adds a listener; the returned function removes it. */
  on(_name, listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  changed() {
    if (this.#told) {
      this.#told = false;
      queueMicrotask(() => {
        this.#told = true;
        this.#listeners.forEach((listener) => listener());
      });
    }
  }
}
