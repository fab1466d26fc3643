import type { ConnectionEvent } from './state.js';

const EVENTS = { pagehide: 'suspended', pageshow: 'resumed', online: 'online', offline: 'offline' } as const;

/**
 * Tells what happens to the page: an open WebSocket keeps it out of the back/forward cache, and a browser knows of a lost network before
 * a silent socket does. Returns the function that ends it.
 */
export function watchPage(page: EventTarget | undefined, tell: (event: ConnectionEvent) => void): () => void {
  const stop = new AbortController();
  for (const [name, kind] of Object.entries(EVENTS)) {
    page?.addEventListener(name, () => tell({ kind }), { signal: stop.signal });
  }
  return () => stop.abort();
}
