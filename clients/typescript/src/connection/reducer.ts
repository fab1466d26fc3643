import { dialFailed, dialNow, dialStarted, liveLost, stopped, waitingToDial } from './dialling.js';
import { HeliographError } from '../errors.js';
import { received } from './receiving.js';
import { refreshDue, refreshFailed, refreshTokenArrived } from './refreshing.js';
import type { Circumstances, ConnectionEvent, ConnectionState, Transition } from './state.js';

/**
 * The life of a client's connection, docs/protocol.md §5: which event leads to which state, and what is to be done. A pure function; the
 * files beside it hold its parts.
 */
export function reduce(state: ConnectionState, event: ConnectionEvent, at: Circumstances): Transition {
  switch (event.kind) {
    case 'connect':
      return state.phase === 'idle' || state.phase === 'closed'
        ? dialStarted({ ...state, phase: 'active', failures: 0, rejections: 0, tokenReason: 'connect' }, at)
        : unchanged(state);
    case 'close':
      return state.phase === 'closed' ? unchanged(state) : stopped(state, undefined);
    case 'tick':
      return tick(state, at);
    case 'token':
      return tokenArrived(state, event.id, event.token, at);
    case 'tokenFailed':
      return tokenFailed(state, event, at);
    case 'opened':
      return opened(state, event.id, at);
    case 'received':
      return received(state, event.id, event.frame, at);
    case 'lost':
      return lost(state, event, at);
    case 'suspended':
      return state.phase === 'active' ? suspended(state) : unchanged(state);
    case 'resumed':
      return state.phase === 'suspended' ? dialStarted({ ...state, phase: 'active' }, at) : unchanged(state);
    case 'online':
      return state.live === undefined && state.dial?.stage === 'waiting' ? dialStarted(state, at) : unchanged(state);
    case 'offline':
      return state.phase === 'active' ? offline(state, at) : unchanged(state);
  }
}

const unchanged = (state: ConnectionState): Transition => ({ state, effects: [] });

function tick(state: ConnectionState, at: Circumstances): Transition {
  const { live, dial } = state;
  if (dial !== undefined && at.now >= dial.until) {
    return dial.stage === 'waiting' ? dialStarted(state, at) : unreached(state, `no answer in stage ${dial.stage}`, at);
  }
  if (live !== undefined && at.now >= live.heardAt + live.maxSilenceMs) {
    return liveLost(state, at);
  }
  return refreshDue(state, at.now);
}

function tokenArrived(state: ConnectionState, id: number, token: string, at: Circumstances): Transition {
  if (state.dial?.stage === 'token' && state.dial.id === id) {
    return dialNow(state, id, token, at);
  }
  return refreshTokenArrived(state, id, token);
}

function tokenFailed(state: ConnectionState, event: ConnectionEvent & { kind: 'tokenFailed' }, at: Circumstances): Transition {
  const { dial } = state;
  const next = dial?.stage === 'token' && dial.id === event.id ? dialFailed(state, at) : refreshFailed(state, event.id, at);
  return next.state === state ? next : reporting(event.error, next);
}

function opened(state: ConnectionState, id: number, at: Circumstances): Transition {
  const { dial } = state;
  if (dial?.stage !== 'opening' || dial.id !== id) {
    return unchanged(state);
  }
  return {
    state: { ...state, dial: { ...dial, stage: 'greeting', until: at.now + at.connectTimeoutMs } },
    effects: [{ kind: 'greet', id, token: dial.token, replaces: state.previous }],
  };
}

function lost(state: ConnectionState, { id, problem }: ConnectionEvent & { kind: 'lost' }, at: Circumstances): Transition {
  if (state.live?.id === id) {
    return liveLost(state, at);
  }
  return state.dial !== undefined && 'id' in state.dial && state.dial.id === id ? unreached(state, problem, at) : unchanged(state);
}

function unreached(state: ConnectionState, problem: string, at: Circumstances): Transition {
  return reporting(new HeliographError('connect_failed', problem, true), dialFailed(state, at));
}

const reporting = (error: HeliographError, { state, effects }: Transition): Transition => ({
  state,
  effects: [{ kind: 'report', error }, ...effects],
});

/** The page may be frozen: an open socket would keep it out of the back/forward cache, and would be half-open when it came back. */
function suspended(state: ConnectionState): Transition {
  const { effects } = stopped(state, undefined);
  return { state: { ...state, phase: 'suspended', live: undefined, dial: undefined }, effects };
}

/** The link is dead, but nobody told the socket: the wait begins now, and `online` ends it. */
function offline(state: ConnectionState, at: Circumstances): Transition {
  const { effects } = stopped(state, undefined);
  return { state: waitingToDial({ ...state, live: undefined, dial: undefined }, 0, at), effects };
}
