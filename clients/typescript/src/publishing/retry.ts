import type { Settings } from '../options.js';

const RETRY_MS = 1_000;

/** Problems after which the client makes the same request again by itself, docs/protocol.md §7. */
export function isTemporary(code: string): boolean {
  return code === 'rate_limited' || code === 'unavailable';
}

/** When to make the request again: in one to two seconds, so that the clients of one failure do not come back together. */
export function retryAt({ clock, random }: Settings): number {
  return clock.now() + RETRY_MS * (1 + random());
}
