import type { Channels } from '../store/channels.js';
import type { Store } from '../store/store.js';

interface Shared {
  readonly store: Store<unknown>;
  listeners: number;
}

/**
 * The stores of one client that components look at: all who look at the same share one. A store begins with its first listener and ends after
 * its last. The end waits for the turn to be over, because React takes components away and puts them back in one (strict mode, a new key).
 */
export class Sharing {
  readonly #stores = new Map<string, Shared>();

  /** Follows a store, which `make` makes if nobody follows it yet; returns what ends it. */
  follow(key: string, make: () => Store<unknown>, listener: () => void): () => void {
    const shared = this.#stores.get(key) ?? { store: make(), listeners: 0 };
    this.#stores.set(key, shared);
    shared.listeners++;
    const stop = shared.store.subscribe(listener);
    return () => {
      stop();
      shared.listeners--;
      queueMicrotask(() => this.#endUnheard(key, shared));
    };
  }

  /** The store that is followed under this key. */
  get(key: string): Store<unknown> | undefined {
    return this.#stores.get(key)?.store;
  }

  #endUnheard(key: string, shared: Shared): void {
    if (shared.listeners === 0 && this.#stores.get(key) === shared) {
      this.#stores.delete(key);
      shared.store.close();
    }
  }
}

const SHARINGS = new WeakMap<Channels, Sharing>();

/** What the components of a client share. */
export function sharingOf(client: Channels): Sharing {
  const sharing = SHARINGS.get(client) ?? new Sharing();
  SHARINGS.set(client, sharing);
  return sharing;
}
