import { createContext, createElement, useContext, useMemo, type ReactElement, type ReactNode } from 'react';
import type { Channels } from '../store/channels.js';
import type { Http } from '../store/http.js';

/** What hooks use. */
export interface Heliograph {
  /** A client of `createClient`; when it connects and closes is the application's business. */
  readonly client: Channels;
  /** Made by `createHttp`; needed by `useInbox`, `useTimeline`, `useFeed` and `usePreferences`. */
  readonly http?: Http;
}

const Context = createContext<Heliograph | undefined>(undefined);

/** Gives a client to the hooks below. */
export function HeliographProvider({ client, http, children }: Heliograph & { readonly children?: ReactNode }): ReactElement {
  const value = useMemo(() => (http === undefined ? { client } : { client, http }), [client, http]);
  return createElement(Context.Provider, { value }, children);
}

/** What the provider above was given. */
export function useHeliograph(): Heliograph {
  const heliograph = useContext(Context);
  if (heliograph === undefined) {
    throw new Error('a hook of @heliograph/client/react needs a HeliographProvider above its component');
  }
  return heliograph;
}
