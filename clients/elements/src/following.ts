import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Has an element drawn anew whenever the thing that it shows says so, for as long as it is in the page. */
export class Following<Source extends object> implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #listen: (source: Source, changed: () => void) => () => void;
  #source: Source | undefined;
  #stop: (() => void) | undefined;

  constructor(host: ReactiveControllerHost, listen: (source: Source, changed: () => void) => () => void) {
    this.#host = host;
    this.#listen = listen;
    host.addController(this);
  }

  get source(): Source | undefined {
    return this.#source;
  }

  set source(source: Source | undefined) {
    if (source === this.#source) {
      return;
    }
    this.hostDisconnected();
    this.#source = source;
    this.hostConnected();
    this.#host.requestUpdate();
  }

  hostConnected(): void {
    if (this.#source !== undefined && this.#stop === undefined) {
      this.#stop = this.#listen(this.#source, () => this.#host.requestUpdate());
    }
  }

  hostDisconnected(): void {
    this.#stop?.();
    this.#stop = undefined;
  }
}

/** Does what a store is asked for by a click. That it failed is shown by the store, which takes back what it had changed. */
export function attempt(done: unknown): void {
  Promise.resolve(done).catch(() => undefined);
}
