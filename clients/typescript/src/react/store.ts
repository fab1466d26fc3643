import { useCallback, useSyncExternalStore } from 'react';
import { HeliographError } from '../errors.js';
import type { Http } from '../store/http.js';
import type { Store } from '../store/store.js';
import { useHeliograph } from './provider.js';
import { sharingOf } from './sharing.js';

/** A store as hooks use it: what it shows, and itself for those who want something done. */
export interface Followed<Kind, Snapshot> {
  readonly snapshot: Snapshot;
  /** Rejects with `closed` before the component is there and after it has gone. */
  readonly withStore: <Result>(act: (store: Kind) => Promise<Result> | Result) => Promise<Result>;
}

/**
 * Follows a store of the client that is shared by all that use the same `key`.
 *
 * @param make makes it; must give the same for the same key
 * @param empty what is shown before, and on a server
 */
export function useStore<Kind extends Store<Snapshot>, Snapshot>(key: string, make: () => Kind, empty: Snapshot): Followed<Kind, Snapshot> {
  const { client, http } = useHeliograph();
  const sharing = sharingOf(client);
  const subscribe = useCallback((listener: () => void) => sharing.follow(key, make, listener), [sharing, http, key]);   // not `make`: key says it
  const current = useCallback(() => sharing.get(key) as Kind | undefined, [sharing, key]);
  const snapshot = useSyncExternalStore(subscribe, () => current()?.getSnapshot() ?? empty, () => empty);
  const withStore = useCallback(async <Result>(act: (store: Kind) => Promise<Result> | Result): Promise<Result> => {
    const store = current();
    if (store === undefined) {
      throw new HeliographError('closed', 'the component is not there', false);
    }
    return act(store);
  }, [current]);
  return { snapshot, withStore };
}

/** The HTTP of the provider; @throws Error when it was given none. */
export function useHttp(): Http {
  const { http } = useHeliograph();
  if (http === undefined) {
    throw new Error('this hook reads pages: give HeliographProvider an http, made by createHttp');
  }
  return http;
}
