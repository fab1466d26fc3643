import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { StateName } from '../connection/state.js';
import type { StateValue } from '../subscription/state.js';
import type { Gap, Message, PublishOptions, TransientMessage } from '../subscription/subscription.js';
import { useHeliograph } from './provider.js';

/** How the connection is, and whose it is: `user` is undefined before the first welcome. */
export function useConnection(): { readonly state: StateName; readonly user: string | undefined } {
  const { client } = useHeliograph();
  const subscribe = useCallback((listener: () => void) => client.on('state', listener), [client]);
  const state = useSyncExternalStore(subscribe, () => client.state, () => 'idle' as const);
  return { state, user: client.user };
}

/** What a component hears of a channel. The functions may be new ones each time. */
export interface ChannelListeners {
  readonly onMessage?: (message: Message) => void;
  readonly onTransient?: (message: TransientMessage) => void;
  readonly onGap?: (gap: Gap) => void;
  /** Where the subscription begins, as in `Client.subscribe`. */
  readonly since?: string;
}

/** A channel, as long as the component is there: what comes, its latest values by key, and how to publish to it. */
export function useChannel(channel: string, listeners: ChannelListeners = {}): {
  readonly state: ReadonlyMap<string, StateValue>;
  readonly publish: (data: unknown, options?: PublishOptions) => Promise<void>;
} {
  const { client } = useHeliograph();
  const [state, setState] = useState<ReadonlyMap<string, StateValue>>(new Map());
  const latest = useRef(listeners);
  useEffect(() => {
    latest.current = listeners;
  });
  const { since } = listeners;
  useEffect(() => {
    const subscription = client.subscribe(channel, since === undefined ? {} : { since });
    const look = (): void => setState(new Map(subscription.state));
    subscription.on('message', (message) => latest.current.onMessage?.(message));
    subscription.on('transient', (message) => latest.current.onTransient?.(message));
    subscription.on('gap', (gap) => latest.current.onGap?.(gap));
    subscription.on('state', look);
    look();
    return () => subscription.unsubscribe();
  }, [client, channel, since]);
  const publish = useCallback((data: unknown, options?: PublishOptions) => client.publish(channel, data, options), [client, channel]);
  return { state, publish };
}
