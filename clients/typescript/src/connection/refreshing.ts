import type { Circumstances, ConnectionState, Transition } from './state.js';

const LIFE_SHARE = 0.8;             // docs/protocol.md §5 rule 5
const JITTER_SHARE = 0.1;           // so that the tabs of one login do not ask together
const RETRY_MS = 5_000;
const SHORTEST_MS = 1_000;          // a server that hands out dead tokens is not asked without a pause
const LONGEST_MS = 2_000_000_000;   // timers take 31 bits

/** When a token with `expiresInMs` left should be replaced. */
export function staleAt(expiresInMs: number, { now, random }: Circumstances): number {
  const life = expiresInMs * (LIFE_SHARE + JITTER_SHARE * random());
  return now + Math.round(Math.min(LONGEST_MS, Math.max(SHORTEST_MS, life)));
}

/** Asks for the next token when it is time. */
export function refreshDue(state: ConnectionState, now: number): Transition {
  const { live, nextId: id } = state;
  if (live?.refresh.stage !== 'scheduled' || now < live.refresh.at) {
    return { state, effects: [] };
  }
  return {
    state: { ...state, nextId: id + 1, live: { ...live, refresh: { stage: 'asking', id } } },
    effects: [{ kind: 'askToken', id, reason: 'expired' }],
  };
}

/** Sends the token that was asked for, docs/protocol.md §3.6. */
export function refreshTokenArrived(state: ConnectionState, id: number, token: string): Transition {
  const { live } = state;
  if (live?.refresh.stage !== 'asking' || live.refresh.id !== id) {
    return { state, effects: [] };
  }
  const ref = `t${id}`;
  return {
    state: { ...state, live: { ...live, refresh: { stage: 'sent', ref, token } } },
    effects: [{ kind: 'send', id: live.id, frame: { op: 'refresh', ref, token } }],
  };
}

/** The server took the token (docs/protocol.md §4.7), which has `expiresInMs` left. */
export function refreshAccepted(state: ConnectionState, expiresInMs: number, at: Circumstances): Transition {
  const { live } = state;
  if (live?.refresh.stage !== 'sent') {
    return { state, effects: [] };
  }
  const token = { value: live.refresh.token, staleAt: staleAt(expiresInMs, at) };
  return { state: { ...state, token, live: { ...live, refresh: { stage: 'scheduled', at: token.staleAt } } }, effects: [] };
}

/**
 * The application had no token for the request `failed`, or the server could not carry out the refresh with that `ref`: tried again soon, and
 * at the latest when the server closes with 4005.
 */
export function refreshFailed(state: ConnectionState, failed: number | string | undefined, at: Circumstances): Transition {
  const { live } = state;
  const refresh = live?.refresh;
  const pending = refresh?.stage === 'asking' ? refresh.id : refresh?.stage === 'sent' ? refresh.ref : undefined;
  if (live === undefined || pending === undefined || pending !== failed) {
    return { state, effects: [] };
  }
  const retryAt = at.now + RETRY_MS * (1 + at.random());
  return { state: { ...state, live: { ...live, refresh: { stage: 'scheduled', at: retryAt } } }, effects: [] };
}
