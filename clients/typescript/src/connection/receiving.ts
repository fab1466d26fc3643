import { HeliographError } from '../errors.js';
import type { ClosingFrame, ServerFrame, WelcomeFrame } from '../protocol/frames.js';
import { abandonedLive, dialFailed, liveLost, stopped } from './dialling.js';
import { refreshAccepted, refreshFailed, staleAt } from './refreshing.js';
import type { Circumstances, ConnectionEffect, ConnectionState, Dial, Transition } from './state.js';

/** Intervals of the server's `ping` without any frame after which the connection counts as dead, docs/protocol.md §4.11. */
const SILENT_INTERVALS = 2.5;
const MAX_REJECTIONS = 3;

const INVALID_TOKEN = 4004;
const TOKEN_EXPIRED = 4005;
const REPLACED = 4409;

/** A frame came in; undefined is one that could not be read, which is still a sign of life. */
export function received(state: ConnectionState, id: number, frame: ServerFrame | undefined, at: Circumstances): Transition {
  const { live, dial } = state;
  if (live?.id === id) {
    return receivedLive({ ...state, live: { ...live, heardAt: at.now } }, live.id, frame, at);
  }
  if (dial?.stage === 'greeting' && dial.id === id) {
    return receivedGreeting(state, dial, frame, at);
  }
  return { state, effects: [] };
}

function receivedLive(state: ConnectionState, id: number, frame: ServerFrame | undefined, at: Circumstances): Transition {
  switch (frame?.op) {
    case 'ping':
      return { state, effects: [{ kind: 'send', id, frame: { op: 'pong' } }] };
    case 'refreshed':
      return refreshAccepted(state, frame.expiresIn, at);
    case 'error':
      return refreshFailed(state, frame.ref, at);
    case 'reconnect':
      // The successor is opened before this connection is left (§4.8): until its welcome, this one delivers.
      return { state: { ...state, dial: state.dial ?? { stage: 'waiting', until: at.now + frame.afterMs } }, effects: [] };
    case 'closing':
      return closing(state, frame, at, liveLost);
    default:
      return { state, effects: [] };
  }
}

function receivedGreeting(
  state: ConnectionState,
  dial: Dial & { stage: 'opening' | 'greeting' },
  frame: ServerFrame | undefined,
  at: Circumstances,
): Transition {
  switch (frame?.op) {
    case 'welcome':
      return welcomed(state, dial, frame, at);
    case 'closing':
      return closing(state, frame, at, dialFailed);
    default:
      return { state, effects: [] };   // the server speaks only after its welcome; whatever this is, the timeout decides
  }
}

function welcomed(state: ConnectionState, { id, token }: { id: number; token: string }, frame: WelcomeFrame, at: Circumstances): Transition {
  const stale = staleAt(frame.expiresIn, at);
  const farewell: ConnectionEffect[] = state.live === undefined ? [] : [{ kind: 'farewell' }];
  return {
    state: {
      ...state,
      live: {
        id,
        connection: frame.connection,
        maxSilenceMs: frame.pingInterval * SILENT_INTERVALS,
        heardAt: at.now,
        refresh: { stage: 'scheduled', at: stale },
      },
      dial: undefined,
      failures: 0,
      rejections: 0,
      tokenReason: 'connect',
      token: { value: token, staleAt: stale },
      previous: frame.connection,
      close: undefined,
    },
    effects: [...farewell, ...abandonedLive(state), { kind: 'attach', id, user: frame.user }],
  };
}

/** Acts on what the server says, not on the number (§4.10); only trouble with the token and a successor that was faster are known by it. */
function closing(
  state: ConnectionState,
  { code, reason, reconnect, retryAfterMs }: ClosingFrame,
  at: Circumstances,
  ended: typeof liveLost | typeof dialFailed,
): Transition {
  const told = { ...state, close: { code, reason, reconnect, retryAfterMs } };
  if (code === INVALID_TOKEN && state.rejections < MAX_REJECTIONS) {
    return ended({ ...told, rejections: state.rejections + 1, tokenReason: 'rejected', token: undefined }, at, retryAfterMs);
  }
  if (code === REPLACED && ended === liveLost && state.dial?.stage === 'greeting') {
    return ended(told, at, retryAfterMs);
  }
  if (!reconnect || code === INVALID_TOKEN) {
    const { state: end, effects } = stopped(state, told.close);
    const error = new HeliographError(reason.toLowerCase(), `the server closed with ${code} ${reason}`, false);
    return { state: end, effects: [...effects, { kind: 'report', error }] };
  }
  const next: ConnectionState = code === TOKEN_EXPIRED ? { ...told, tokenReason: 'expired', token: undefined } : told;
  return ended(next, at, retryAfterMs);
}
