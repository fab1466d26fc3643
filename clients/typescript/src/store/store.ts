import { Emitter } from '../emitter.js';

/** Something that screens show: of the shape that React's `useSyncExternalStore` and `@heliograph/elements` take. */
export interface Store<Snapshot> {
  /** Calls `listener` after changes, once for all that happen in one turn; returns what removes it. Needs no `this`. */
  readonly subscribe: (listener: () => void) => () => void;
  /** What is to be shown; the same object until something changes. Needs no `this`. */
  readonly getSnapshot: () => Snapshot;
  /** Ends the subscriptions behind it. What was shown stays. */
  close(): void;
}

/** The state of a store, who is told of it, and how it is shown. */
export class Cell<State, Snapshot> {
  readonly #show: (state: State) => Snapshot;
  readonly #listeners = new Emitter<{ change: undefined }>((cause) => console.error('a listener of a store threw', cause));
  #state: State;
  #snapshot: Snapshot | undefined;
  #isTelling = false;

  constructor(state: State, show: (state: State) => Snapshot) {
    this.#state = state;
    this.#show = show;
  }

  get state(): State {
    return this.#state;
  }

  /** Takes over a new state; the same one changes nothing. */
  set(state: State): void {
    if (state === this.#state) {
      return;
    }
    this.#state = state;
    this.#snapshot = undefined;
    if (!this.#isTelling) {
      this.#isTelling = true;
      queueMicrotask(() => {
        this.#isTelling = false;
        this.#listeners.emit('change', undefined);
      });
    }
  }

  readonly subscribe = (listener: () => void): (() => void) => this.#listeners.on('change', listener);

  readonly getSnapshot = (): Snapshot => (this.#snapshot ??= this.#show(this.#state));
}
