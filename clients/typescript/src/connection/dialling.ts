import { backoffMs } from './backoff.js';
import type { Circumstances, Close, ConnectionEffect, ConnectionState, Transition } from './state.js';

/** Begins a dial: with the token that is known if it has life left, else by asking for one. */
export function dialStarted(state: ConnectionState, at: Circumstances): Transition {
  const id = state.nextId;
  const next = { ...state, nextId: id + 1 };
  if (state.token !== undefined && at.now < state.token.staleAt) {
    return dialNow(next, id, state.token.value, at);
  }
  return {
    state: { ...next, dial: { stage: 'token', id, until: at.now + at.connectTimeoutMs } },
    effects: [{ kind: 'askToken', id, reason: state.tokenReason }],
  };
}

/** Opens the socket of a dial whose token is at hand. */
export function dialNow(state: ConnectionState, id: number, token: string, at: Circumstances): Transition {
  return {
    state: { ...state, dial: { stage: 'opening', id, token, until: at.now + at.connectTimeoutMs } },
    effects: [{ kind: 'open', id }],
  };
}

/** The dial ended without a welcome; the next one waits longer. A live connection is not touched. */
export function dialFailed(state: ConnectionState, at: Circumstances, retryAfterMs = 0): Transition {
  return {
    state: waitingToDial({ ...state, failures: state.failures + 1 }, retryAfterMs, at),
    effects: abandonedDial(state),
  };
}

/** The live connection is gone. A successor that is on its way goes on; one that only waited is dialled sooner. */
export function liveLost(state: ConnectionState, at: Circumstances, retryAfterMs = 0): Transition {
  const alone = { ...state, live: undefined };
  const isOnItsWay = state.dial !== undefined && state.dial.stage !== 'waiting';
  return {
    state: isOnItsWay ? alone : waitingToDial(alone, retryAfterMs, at),
    effects: abandonedLive(state),
  };
}

/** Ends everything: the application closed the client, or the server said not to come back. */
export function stopped(state: ConnectionState, close: Close | undefined): Transition {
  const farewell: ConnectionEffect[] = close === undefined ? [{ kind: 'farewell' }] : [];
  return {
    state: { ...state, phase: 'closed', live: undefined, dial: undefined, token: undefined, close },
    effects: [...farewell, ...abandonedLive(state), ...abandonedDial(state)],
  };
}

/** The state that waits for the next dial, docs/protocol.md §5 rule 2. */
export function waitingToDial(state: ConnectionState, retryAfterMs: number, at: Circumstances): ConnectionState {
  const until = at.now + retryAfterMs + backoffMs(state.failures, at.backoff, at.random);
  return { ...state, dial: { stage: 'waiting', until } };
}

/** What closing the live connection takes. */
export function abandonedLive({ live }: ConnectionState): ConnectionEffect[] {
  if (live === undefined) {
    return [];
  }
  const refresh: ConnectionEffect[] = live.refresh.stage === 'asking' ? [{ kind: 'abandon', id: live.refresh.id }] : [];
  return [{ kind: 'detach' }, { kind: 'abandon', id: live.id }, ...refresh];
}

function abandonedDial({ dial }: ConnectionState): ConnectionEffect[] {
  return dial !== undefined && 'id' in dial ? [{ kind: 'abandon', id: dial.id }] : [];
}
