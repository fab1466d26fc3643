import { useEffect } from 'react';
import { presence, type Presence, type PresenceOptions, type PresenceSnapshot } from '../store/presence/presence.js';
import { status, type StatusSnapshot, type Statuses } from '../store/status/status.js';
import { useHeliograph } from './provider.js';
import { useStore } from './store.js';

const NOBODY: PresenceSnapshot = { users: [], occupancy: undefined, complete: false, error: undefined };
const UNKNOWN: StatusSnapshot = new Map();

/** Components that are members, by store: it leaves when the last of them has gone. */
const ENTERED = new WeakMap<Presence, number>();

/**
 * The members of a channel.
 *
 * @param me what the others see of this user, as JSON; without it, the component only looks. Why entering failed is `error`
 */
export function usePresence(channel: string, me?: object, { statuses = false }: PresenceOptions = {}): PresenceSnapshot {
  const { client } = useHeliograph();
  const { snapshot, withStore } = useStore<Presence, PresenceSnapshot>(
    `presence:${statuses}:${channel}`, () => presence(client, channel, undefined, { statuses }), NOBODY);
  const data = me === undefined ? undefined : JSON.stringify(me);
  useEffect(() => {
    if (data === undefined) {
      return undefined;
    }
    const entered = withStore((store) => {
      ENTERED.set(store, (ENTERED.get(store) ?? 0) + 1);
      store.enter(JSON.parse(data) as object).catch(() => undefined);   // the snapshot tells
      return store;
    });
    return () => void entered.then(left, () => undefined);
  }, [withStore, data]);
  return snapshot;
}

/** In the next turn, because React takes components away and puts them back in one. */
function left(store: Presence): void {
  ENTERED.set(store, (ENTERED.get(store) ?? 1) - 1);
  queueMicrotask(() => {
    if (ENTERED.get(store) === 0) {
      store.leave().catch(() => undefined);   // without an answer: the server finds out by itself
    }
  });
}

/** The statuses of up to 200 users. */
export function useStatus(users: readonly string[]): StatusSnapshot {
  const { client } = useHeliograph();
  const key = JSON.stringify([...new Set(users)].sort());
  return useStore<Statuses, StatusSnapshot>(`status:${key}`, () => status(client, users), UNKNOWN).snapshot;
}
