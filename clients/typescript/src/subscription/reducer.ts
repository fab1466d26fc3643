import type { ErrorFrame, MessageFrame, ResetFrame, SkippedFrame, SubscribedFrame } from '../protocol/frames.js';
import { classify, formatPosition, parsePosition, type Position } from '../protocol/position.js';
import { isTemporary } from '../publishing/retry.js';

/** One channel of a client. */
export interface SubscriptionState {
  /**
   * `unasked`: a `subscribe` is to be sent. `asked`: it was sent and not answered; until then, what arrives belongs to an earlier
   * subscription of the channel. `live`: answered.
   */
  readonly stage: 'unasked' | 'asked' | 'live';
  /** The `ref` that the answer will carry; undefined for what `hello` asked. */
  readonly ref: string | undefined;
  /**
   * The last applied position. Undefined until the server said where the subscription starts; if it cannot yet (`pending`, §4.2), what
   * comes first is the start.
   */
  readonly position: Position | undefined;
  /** Where the channel's end was when it was subscribed to: what is not beyond it is a replay. */
  readonly head: Position | undefined;
}

/** A frame of the server that concerns one subscription. */
export type SubscriptionFrame = SubscribedFrame | MessageFrame | SkippedFrame | ResetFrame | ErrorFrame;

/** What one frame amounts to, beside the new state. */
export type SubscriptionOutcome =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'advanced'; readonly position: string }
  | { readonly kind: 'message'; readonly frame: MessageFrame; readonly position: string; readonly replayed: boolean }
  | { readonly kind: 'gap'; readonly reason: string; readonly position: string }
  /** Something is missing: subscribe again, after an unsubscribe (docs/protocol.md §5 rule 1). */
  | { readonly kind: 'repair' }
  /** The server could not do it now. */
  | { readonly kind: 'postponed' }
  /** The subscription does not exist. */
  | { readonly kind: 'ended'; readonly reason: string };

/** The new state and the one thing to do. */
export interface SubscriptionStep {
  readonly state: SubscriptionState;
  readonly outcome: SubscriptionOutcome;
}

/** Applies a frame to its subscription: each offset once, in order, or a gap that is told. A pure function. */
export function apply(state: SubscriptionState, frame: SubscriptionFrame): SubscriptionStep {
  switch (frame.op) {
    case 'subscribed':
      return isAnswerTo(state, frame.ref) ? subscribed(state, frame) : ignored(state);
    case 'message':
      return state.stage === 'live' ? advance(state, frame, frame.offset, frame.offset) : ignored(state);
    case 'skipped':
      return state.stage === 'live' ? advance(state, frame, frame.from, frame.to) : ignored(state);
    case 'reset':
      return reset(state, frame);
    case 'error':
      return isAnswerTo(state, frame.ref) ? refused(state, frame.code) : ignored(state);
  }
}

const ignored = (state: SubscriptionState): SubscriptionStep => ({ state, outcome: { kind: 'nothing' } });

function isAnswerTo({ stage, ref }: SubscriptionState, answered: string | undefined): boolean {
  return stage === 'asked' && ref === answered;
}

function subscribed(state: SubscriptionState, frame: SubscribedFrame): SubscriptionStep {
  // A position of our own stays, whatever the answer says: if the server cannot go on there, its reset follows and tells the gap.
  const start = frame.pending === true ? undefined : parsePosition(frame.position);
  return {
    state: { stage: 'live', ref: undefined, position: state.position ?? start, head: parsePosition(frame.head) },
    outcome: { kind: 'nothing' },
  };
}

function advance(state: SubscriptionState, frame: MessageFrame | SkippedFrame, from: number, to: number): SubscriptionStep {
  switch (state.position === undefined ? 'apply' : classify(state.position, frame.epoch, from, to)) {
    case 'drop':
      return ignored(state);
    case 'jump':
      return { state: { ...state, stage: 'unasked' }, outcome: { kind: 'repair' } };
    case 'apply': {
      const position = { epoch: frame.epoch, offset: to };
      return { state: { ...state, position }, outcome: frame.op === 'message' ? message(state, frame, position) : skipped(position) };
    }
  }
}

function message({ head }: SubscriptionState, frame: MessageFrame, position: Position): SubscriptionOutcome {
  const replayed = head !== undefined && head.epoch === position.epoch && position.offset <= head.offset;
  return { kind: 'message', frame, position: formatPosition(position), replayed };
}

const skipped = (position: Position): SubscriptionOutcome => ({ kind: 'advanced', position: formatPosition(position) });

function reset(state: SubscriptionState, { reason, position, ref }: ResetFrame): SubscriptionStep {
  if (position === undefined) {
    // Either the answer to this request, or (§3.6) the end of a subscription that new grants do not allow, which has no ref.
    return isAnswerTo(state, ref) || (state.stage === 'live' && ref === undefined)
      ? { state, outcome: { kind: 'ended', reason } }
      : ignored(state);
  }
  return state.stage === 'live'
    ? { state: { ...state, position: parsePosition(position) }, outcome: { kind: 'gap', reason, position } }
    : ignored(state);
}

function refused(state: SubscriptionState, code: string): SubscriptionStep {
  return isTemporary(code)
    ? { state: { ...state, stage: 'unasked', ref: undefined }, outcome: { kind: 'postponed' } }
    : { state, outcome: { kind: 'ended', reason: code } };
}
