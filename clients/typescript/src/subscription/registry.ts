import type { SubscribeFrame, SubscriptionRequest, UnsubscribeFrame } from '../protocol/frames.js';
import { MAX_FRAME_BYTES, MAX_SUBSCRIBE_BYTES, startThatFits } from '../protocol/limits.js';
import { formatPosition, type Position } from '../protocol/position.js';
import type { SubscriptionState } from './reducer.js';
import { KnownState } from './state.js';
import type { Handle } from './subscription.js';

/** A channel that someone is interested in. */
export interface Entry {
  readonly channel: string;
  /** Where a subscription without a position begins. */
  readonly since: 'beginning' | undefined;
  /** Those who are interested. The last one to leave ends the subscription. */
  readonly handles: Set<Handle>;
  state: SubscriptionState;
  /** The channel's latest values. */
  readonly known: KnownState;
}

/** The channels of a client, and what the server has still to be told about them. */
export class SubscriptionRegistry {
  readonly #entries = new Map<string, Entry>();
  readonly #leaving = new Set<string>();
  #greeted = new Set<Entry>();

  get(channel: string): Entry | undefined {
    return this.#entries.get(channel);
  }

  /** Adds a channel that is to be asked for. */
  add(channel: string, position: Position | undefined, since: 'beginning' | undefined): Entry {
    const state = { stage: 'unasked', ref: undefined, position, head: undefined } as const;
    const entry: Entry = { channel, since, handles: new Set(), state, known: new KnownState() };
    this.#entries.set(channel, entry);
    return entry;
  }

  /** Removes a channel that nobody is interested in any more. */
  release(entry: Entry): void {
    this.remove(entry);
    if (entry.state.stage !== 'unasked') {
      this.leave(entry);
    }
  }

  /** Removes a channel whose subscription the server has ended. */
  remove({ channel }: Entry): void {
    this.#entries.delete(channel);
  }

  /** Has the server told that its subscription of this channel ends; before anything is asked for again. */
  leave({ channel }: Entry): void {
    this.#leaving.add(channel);
  }

  /** Those that were asked for with this `ref` and have no answer. */
  askedWith(ref: string): Entry[] {
    return [...this.#entries.values()].filter(({ state }) => state.stage === 'asked' && state.ref === ref);
  }

  /** What the next `hello` asks for: as much as fits beside `reservedBytes`; the rest is asked for after the welcome. */
  greet(reservedBytes: number): SubscriptionRequest[] {
    const requests = startThatFits([...this.#entries.values()].map(requestOf), MAX_SUBSCRIBE_BYTES, reservedBytes);
    this.#greeted = new Set([...this.#entries.values()].slice(0, requests.length));
    return requests;
  }

  /** The connection of the last {@link greet} is live: the server knows what its `hello` asked for, and nothing else. */
  attached(): void {
    this.#leaving.clear();
    for (const entry of this.#greeted) {
      if (this.#entries.get(entry.channel) !== entry) {
        this.#leaving.add(entry.channel);   // left between hello and welcome
      }
    }
    for (const entry of this.#entries.values()) {
      entry.state = { ...entry.state, stage: this.#greeted.has(entry) ? 'asked' : 'unasked', ref: undefined };
    }
  }

  get hasRequests(): boolean {
    return this.#leaving.size > 0 || this.#unasked().length > 0;
  }

  /** The next thing to tell the server, which counts as told from then on. */
  nextFrame(ref: string): UnsubscribeFrame | SubscribeFrame | undefined {
    if (this.#leaving.size > 0) {
      const channels = startThatFits([...this.#leaving], MAX_FRAME_BYTES);
      channels.forEach((channel) => this.#leaving.delete(channel));
      return { op: 'unsubscribe', channels };
    }
    const unasked = this.#unasked();
    const subscribe = startThatFits(unasked.map(requestOf), MAX_SUBSCRIBE_BYTES);
    for (const entry of unasked.slice(0, subscribe.length)) {
      entry.state = { ...entry.state, stage: 'asked', ref };
    }
    return subscribe.length > 0 ? { op: 'subscribe', ref, subscribe } : undefined;
  }

  #unasked(): Entry[] {
    return [...this.#entries.values()].filter(({ state }) => state.stage === 'unasked');
  }
}

function requestOf({ channel, since, state: { position } }: Entry): SubscriptionRequest {
  if (position !== undefined) {
    return { channel, position: formatPosition(position) };
  }
  return since === undefined ? { channel } : { channel, since };
}
