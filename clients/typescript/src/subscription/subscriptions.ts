import { Acknowledgements } from '../acknowledging/acknowledgements.js';
import { Emitter } from '../emitter.js';
import { HeliographError } from '../errors.js';
import type { Settings } from '../options.js';
import type { AcknowledgeFrame, ClientFrame, ErrorFrame, MessageFrame, StateFrame, SubscriptionRequest, TransientFrame } from '../protocol/frames.js';
import { formatPosition, parsePosition, type Position } from '../protocol/position.js';
import { requireChannel } from '../publishing/encode.js';
import { retryAt } from '../publishing/retry.js';
import type { Memory } from '../storage/memory.js';
import { apply, type SubscriptionFrame, type SubscriptionOutcome } from './reducer.js';
import { SubscriptionRegistry, type Entry } from './registry.js';
import type { StateValue } from './state.js';
import type { Handle, Message, SubscribeOptions, SubscriptionEvents } from './subscription.js';

const NO_VALUES: ReadonlyMap<string, StateValue> = new Map();

/** What subscriptions tell the client. */
export interface SubscriptionListener {
  report(error: HeliographError): void;
  handlerFailed(cause: unknown): void;
}

/** The subscribing half of a client: frames in, messages and gaps to the application, requests and acknowledgements out. */
export class Subscriptions {
  readonly #registry = new SubscriptionRegistry();
  readonly #acknowledgements = new Acknowledgements();
  readonly #settings: Settings;
  readonly #memory: Memory;
  readonly #listener: SubscriptionListener;
  #requests = 0;
  #restsUntil = -Infinity;   // after the server said that it cannot now

  constructor(settings: Settings, memory: Memory, listener: SubscriptionListener) {
    this.#settings = settings;
    this.#memory = memory;
    this.#listener = listener;
  }

  /** @throws HeliographError `invalid_channel`, `invalid_position` */
  open(channel: string, { since }: SubscribeOptions): Handle {
    requireChannel(channel);
    const entry = this.#registry.get(channel) ?? this.#add(channel, since);
    const handle: Handle = { channel, events: new Emitter((cause) => this.#listener.handlerFailed(cause)) };
    entry.handles.add(handle);
    return handle;
  }

  /** Ends one interest; with the last one, the subscription. */
  close(handle: Handle): AcknowledgeFrame[] {
    const entry = this.#registry.get(handle.channel);
    if (entry === undefined || !entry.handles.delete(handle) || entry.handles.size > 0) {
      return [];
    }
    const frames = this.acknowledge();   // later, the server would not count it any more
    this.#registry.release(entry);
    this.#forget(entry);
    return frames;
  }

  has(channel: string): boolean {
    return this.#registry.get(channel) !== undefined;
  }

  /** The last applied position of a channel. */
  positionOf(channel: string): string | undefined {
    const position = this.#registry.get(channel)?.state.position;
    return position && formatPosition(position);
  }

  /** The latest values of a channel. */
  stateOf(channel: string): ReadonlyMap<string, StateValue> {
    return this.#registry.get(channel)?.known.values ?? NO_VALUES;
  }

  /** Latest values of some channels came, docs/protocol.md §4.12. */
  changed({ values, complete = [] }: StateFrame): void {
    for (const channel of new Set([...values.map((value) => value.channel), ...complete])) {
      const entry = this.#registry.get(channel);
      const change = entry?.known.take(values.filter((value) => value.channel === channel), complete.includes(channel));
      if (entry !== undefined && change !== undefined) {
        emit(entry, 'state', change);
      }
    }
  }

  /** Something transient came; it moves nothing. */
  signalled({ op: _, ...message }: TransientFrame): void {
    const entry = this.#registry.get(message.channel);
    if (entry !== undefined) {
      emit(entry, 'transient', message);
    }
  }

  /** What the next `hello` asks for. */
  greet(reservedBytes: number): SubscriptionRequest[] {
    return this.#registry.greet(reservedBytes);
  }

  /** A new connection is live. */
  attached(): void {
    this.#registry.attached();
    this.#restsUntil = -Infinity;
  }

  /** When {@link nextFrame} has something, if the pace allows; `Infinity` for never. */
  get requestAt(): number {
    return this.#registry.hasRequests ? this.#restsUntil : Infinity;
  }

  nextFrame(): ClientFrame | undefined {
    return this.#registry.nextFrame(`s${++this.#requests}`);
  }

  /** When {@link acknowledge} should be called; `Infinity` for never. */
  get acknowledgeAt(): number {
    return this.#acknowledgements.dueAt;
  }

  /** The acknowledgements that the server has not got; the positions are saved with them. */
  acknowledge(): AcknowledgeFrame[] {
    this.#memory.save();
    return this.#acknowledgements.take((channel) => this.#registry.get(channel)?.state.stage === 'live', this.#settings.clock.now());
  }

  /** Applies a frame about one channel; one that nobody subscribes to (any more) is ignored. */
  receive(frame: Exclude<SubscriptionFrame, ErrorFrame>): void {
    const entry = this.#registry.get(frame.channel);
    if (entry !== undefined) {
      this.#apply(entry, frame);
    }
  }

  /** An error that may answer a request to subscribe; false when it does not. */
  refused(frame: ErrorFrame): boolean {
    const named = frame.channel === undefined ? undefined : this.#registry.get(frame.channel);
    const entries = named !== undefined ? [named] : frame.ref === undefined ? [] : this.#registry.askedWith(frame.ref);
    entries.forEach((entry) => this.#apply(entry, frame));
    return entries.length > 0;
  }

  #add(channel: string, since: string | undefined): Entry {
    if (since === 'beginning') {
      return this.#registry.add(channel, undefined, since);
    }
    return this.#registry.add(channel, since === undefined ? this.#remembered(channel) : requirePosition(since), undefined);
  }

  #remembered(channel: string): Position | undefined {
    const position = this.#memory.positionOf(channel);
    return position === undefined ? undefined : parsePosition(position);
  }

  #apply(entry: Entry, frame: SubscriptionFrame): void {
    const { state, outcome } = apply(entry.state, frame);
    if (frame.op === 'subscribed' && state.stage === 'live') {
      entry.known.restart();
    }
    const hasMoved = state.position !== entry.state.position;
    entry.state = state;
    if (hasMoved && state.position !== undefined) {
      this.#memory.note(entry.channel, formatPosition(state.position));
    }
    this.#perform(entry, outcome);
  }

  #perform(entry: Entry, outcome: SubscriptionOutcome): void {
    const { channel } = entry;
    const { clock } = this.#settings;
    switch (outcome.kind) {
      case 'nothing':
        return;
      case 'advanced':
        return this.#acknowledgements.applied(channel, outcome.position, clock.now());
      case 'message':
        this.#acknowledgements.applied(channel, outcome.position, clock.now());   // first, because a listener may unsubscribe
        return emit(entry, 'message', toMessage(outcome.frame, outcome.position, outcome.replayed));
      case 'gap':
        return emit(entry, 'gap', { reason: outcome.reason, position: outcome.position });
      case 'repair':
        return this.#registry.leave(entry);
      case 'postponed':
        this.#restsUntil = retryAt(this.#settings);
        return;
      case 'ended':
        return this.#end(entry, outcome.reason);
    }
  }

  #end(entry: Entry, reason: string): void {
    this.#registry.remove(entry);
    this.#forget(entry);
    emit(entry, 'gap', { reason });
    this.#listener.report(new HeliographError(reason, `there is no subscription to ${entry.channel}: ${reason}`, false));
  }

  #forget({ channel }: Entry): void {
    this.#acknowledgements.forget(channel);
    this.#memory.forget(channel);
  }
}

function emit<Name extends keyof SubscriptionEvents<unknown>>(entry: Entry, name: Name, event: SubscriptionEvents<unknown>[Name]): void {
  for (const { events } of [...entry.handles]) {
    events.emit(name, event);
  }
}

/** A message as applications see it. */
export function toMessage({ op: _, epoch: _e, offset: _o, ...message }: MessageFrame, position: string, replayed: boolean): Message {
  return { ...message, position, replayed };
}

function requirePosition(since: string): Position {
  const position = parsePosition(since);
  if (position === undefined) {
    throw new HeliographError('invalid_position', `since must be "beginning" or a position, is ${since}`, false);
  }
  return position;
}
