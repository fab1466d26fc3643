import type { ClientFrame, ServerFrame } from '../protocol/frames.js';
import type { HeliographError } from '../errors.js';
import type { Backoff } from './backoff.js';

/** The states of a client, docs/protocol.md §5 rule 4. There are no more. */
export type StateName = 'idle' | 'connecting' | 'connected' | 'waiting' | 'closed';

/** Why a token is asked for, docs/protocol.md §5 rule 5. */
export type TokenReason = 'connect' | 'expired' | 'rejected';

/** Why the server ended a connection: its `closing` frame, docs/protocol.md §4.10. */
export interface Close {
  /** A number of docs/protocol.md §6, for people and metrics: clients act on the other members. */
  readonly code: number;
  readonly reason: string;
  readonly reconnect: boolean;
  /** Milliseconds. */
  readonly retryAfterMs: number;
}

/**
 * The next connection on its way. `id` names its socket and its request for a token. `until` is when the stage ends: the wait is over, or the
 * stage has taken too long.
 */
export type Dial =
  | { readonly stage: 'waiting'; readonly until: number }
  | { readonly stage: 'token'; readonly id: number; readonly until: number }
  | { readonly stage: 'opening' | 'greeting'; readonly id: number; readonly token: string; readonly until: number };

/** Where the token of the live connection stands; it is refreshed over the socket (§3.6). */
export type Refresh =
  | { readonly stage: 'scheduled'; readonly at: number }
  | { readonly stage: 'asking'; readonly id: number }
  | { readonly stage: 'sent'; readonly ref: string; readonly token: string };

/** The connection that was welcomed. */
export interface Live {
  readonly id: number;
  /** The name that the server gave it. */
  readonly connection: string;
  /** Silence after which it is given up (§4.11), milliseconds. */
  readonly maxSilenceMs: number;
  readonly heardAt: number;
  readonly refresh: Refresh;
}

/**
 * What the client knows of its connection. `live` and `dial` are independent: after a `reconnect` (§4.8) the successor is dialled while the
 * live connection still delivers. All times are those of the injected clock.
 */
export interface ConnectionState {
  /** What the application and the page want; only `active` dials. */
  readonly phase: 'idle' | 'active' | 'suspended' | 'closed';
  readonly live: Live | undefined;
  readonly dial: Dial | undefined;
  /** Dials that failed since the last welcome. */
  readonly failures: number;
  /** Tokens that were refused since the last welcome. */
  readonly rejections: number;
  readonly tokenReason: TokenReason;
  /** A token that was welcomed, and when to ask for another. */
  readonly token: { readonly value: string; readonly staleAt: number } | undefined;
  /** The last connection that was live; the next one replaces it (§3.1). */
  readonly previous: string | undefined;
  /** Why the server ended the last connection, if it said so. */
  readonly close: Close | undefined;
  readonly nextId: number;
}

/** Before `connect` was called. */
export const IDLE: ConnectionState = {
  phase: 'idle',
  live: undefined,
  dial: undefined,
  failures: 0,
  rejections: 0,
  tokenReason: 'connect',
  token: undefined,
  previous: undefined,
  close: undefined,
  nextId: 1,
};

/** What happens to a connection. An `id` that is neither the live one's nor the dial's is of something given up, and changes nothing. */
export type ConnectionEvent =
  | { readonly kind: 'connect' | 'close' | 'tick' | 'suspended' | 'resumed' | 'online' | 'offline' }
  | { readonly kind: 'token'; readonly id: number; readonly token: string }
  | { readonly kind: 'tokenFailed'; readonly id: number; readonly error: HeliographError }
  | { readonly kind: 'opened'; readonly id: number }
  | { readonly kind: 'received'; readonly id: number; readonly frame: ServerFrame | undefined }
  | { readonly kind: 'lost'; readonly id: number; readonly problem: string };

/** What is to be done, in this order. */
export type ConnectionEffect =
  | { readonly kind: 'askToken'; readonly id: number; readonly reason: TokenReason }
  | { readonly kind: 'open'; readonly id: number }
  | { readonly kind: 'greet'; readonly id: number; readonly token: string; readonly replaces: string | undefined }
  | { readonly kind: 'send'; readonly id: number; readonly frame: ClientFrame }
  /** Save positions and, if there is a live connection, acknowledge over it: it is about to be closed. */
  | { readonly kind: 'farewell' }
  /** From now on requests go over this connection. */
  | { readonly kind: 'attach'; readonly id: number; readonly user: string }
  /** There is no live connection any more. */
  | { readonly kind: 'detach' }
  /** Close the socket of this id, or withdraw its request for a token. */
  | { readonly kind: 'abandon'; readonly id: number }
  | { readonly kind: 'report'; readonly error: HeliographError };

/** The outcome of one event. */
export interface Transition {
  readonly state: ConnectionState;
  readonly effects: readonly ConnectionEffect[];
}

/** What decisions need beside state and event. */
export interface Circumstances {
  /** Milliseconds of a clock that does not jump. */
  readonly now: number;
  /** Draws from [0, 1). */
  readonly random: () => number;
  readonly backoff: Backoff;
  /** How long one stage of a dial may take, in milliseconds. */
  readonly connectTimeoutMs: number;
}

/** The state as the application sees it. */
export function nameOf({ phase, live, dial }: ConnectionState): StateName {
  if (phase === 'idle' || phase === 'closed') {
    return phase;
  }
  if (live !== undefined) {
    return 'connected';
  }
  return dial === undefined || dial.stage === 'waiting' ? 'waiting' : 'connecting';
}

/** When the next `tick` is due; `Infinity` if never. */
export function wakeAt({ live, dial }: ConnectionState): number {
  const silence = live === undefined ? Infinity : live.heardAt + live.maxSilenceMs;
  const refresh = live?.refresh.stage === 'scheduled' ? live.refresh.at : Infinity;
  return Math.min(dial?.until ?? Infinity, silence, refresh);
}
