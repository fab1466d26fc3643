import { Emitter } from '../emitter.js';
import { HeliographError } from '../errors.js';
import type { StateChange, StateValue } from './state.js';

/** A publication as it arrives; one object, shared by all listeners of its channel. */
export interface Message<Data = unknown> {
  /** The id that its producer gave it. */
  readonly id: string;
  readonly channel: string;
  readonly type: string;
  readonly data: Data;
  /** `<epoch>.<offset>`: what {@link SubscribeOptions.since} takes to go on after this message. */
  readonly position: string;
  /** When it happened, RFC 3339. */
  readonly time: string;
  /** Who published it over a connection. */
  readonly user?: string;
  /** W3C trace context of the producer. */
  readonly traceparent?: string;
  /** Whether it was published before this connection subscribed. */
  readonly replayed: boolean;
}

/** A publication that may be lost, and moves no position: typing, a cursor. */
export interface TransientMessage<Data = unknown> {
  readonly channel: string;
  /** If its publisher gave one. */
  readonly id?: string;
  readonly type: string;
  readonly data: Data;
  readonly time: string;
  readonly user?: string;
  readonly traceparent?: string;
}

/** Some publications of a channel's past, the oldest first. */
export interface HistoryPage<Data = unknown> {
  readonly messages: readonly Message<Data>[];
  /** What `before` of the next request takes to go on further back. */
  readonly position: string;
  /** Whether anything older is kept. */
  readonly more: boolean;
}

/** What `history` may be told. */
export interface HistoryOptions {
  /** A position: publications up to it. Default: up to the newest. */
  before?: string;
  /** 1 to 100; default 50. */
  limit?: number;
}

/** Something is missing and will not come: reload from elsewhere what the application needs. */
export interface Gap {
  /**
   * `retention`, `epoch` or `unknown` (docs/protocol.md §4.5): the subscription goes on after `position`. `denied`, or the code of an error
   * (§7): there is no such subscription (any more), and this was its last event.
   */
  readonly reason: string;
  readonly position?: string;
}

const MAX_WAITING = 1_000;

/** What a subscription tells. */
export interface SubscriptionEvents<Data> {
  /** The next message, in the order of the channel, each offset once. */
  message: Message<Data>;
  transient: TransientMessage<Data>;
  /** Latest values have changed: see {@link Subscription.state}. */
  state: StateChange;
  gap: Gap;
}

/** Where a subscription begins that is not known from `storage`. */
export interface SubscribeOptions {
  /**
   * A position: after it. `beginning`: at the oldest message that is kept. Default: the user's own channel goes on after the last
   * acknowledgement, others begin with what comes next (docs/protocol.md §3.2). Has no effect on a channel that is subscribed already.
   */
  since?: 'beginning' | (string & {});
}

/** What `publish` may be told beside channel and data. */
export interface PublishOptions {
  /** With the user the idempotency key, 1 to 255 characters: publishing again with the same id has no effect. Default: a new UUID. */
  id?: string;
  /** The type of the event, 1 to 255 characters. Default: `message`. */
  type?: string;
  /** When it happened, RFC 3339. Default: when the server gets it. */
  time?: string;
  /** `latest` needs `key`, and the newest value of a key is what counts; `transient` is for those who are there now and may be lost. */
  durability?: 'durable' | 'latest' | 'transient';
  /** Which value of the channel's state it is, 1 to 255 characters. */
  key?: string;
}

/** What a subscription needs of the client that made it. */
export interface SubscriptionHost {
  publish(channel: string, data: unknown, options?: PublishOptions): Promise<void>;
  enter(channel: string, data: object | undefined): Promise<void>;
  leave(channel: string): Promise<void>;
  history(channel: string, options: HistoryOptions): Promise<HistoryPage>;
  release(handle: Handle): void;
  positionOf(channel: string): string | undefined;
  stateOf(channel: string): ReadonlyMap<string, StateValue>;
}

/**
 * The interest of one part of an application in one channel. Several of one channel share what the server sends; each has its own
 * listeners and ends on its own.
 */
export class Subscription<Data = unknown> {
  readonly channel: string;
  readonly #events: Emitter<SubscriptionEvents<Data>>;
  readonly #end: () => void;
  readonly #host: SubscriptionHost;
  readonly #loops = new Set<() => void>();   // what ends those that iterate
  #isOver = false;

  /** Made by `Client.subscribe`. */
  constructor(handle: Handle, host: SubscriptionHost) {
    this.channel = handle.channel;
    this.#events = handle.events as Emitter<SubscriptionEvents<Data>>;
    this.#end = () => host.release(handle);
    this.#host = host;
    this.on('gap', ({ position }) => position === undefined && this.#finish());
  }

  /** The last applied position, to be saved by applications that keep their own; undefined before the server has answered. */
  get position(): string | undefined {
    return this.#host.positionOf(this.channel);
  }

  /**
   * Adds a listener; the returned function removes it. Listeners are called synchronously, and a message counts as applied when they have
   * returned: add them before giving control back after `subscribe`, or messages pass unheard.
   */
  on<Name extends keyof SubscriptionEvents<Data>>(name: Name, listener: (event: SubscriptionEvents<Data>[Name]) => void): () => void {
    return this.#events.on(name, listener);
  }

  /** The latest values of the channel, by key; a live view. Empty until the server has told them. */
  get state(): ReadonlyMap<string, StateValue> {
    return this.#host.stateOf(this.channel);
  }

  /** Removes a key of the channel's state. */
  remove(key: string, options?: Omit<PublishOptions, 'key' | 'durability'>): Promise<void> {
    return this.#host.publish(this.channel, null, { ...options, durability: 'latest', key });
  }

  /**
   * Makes the user a member of the channel, on this connection and all later ones, until `leave` or `unsubscribe`; called again, it replaces
   * what the others see. Resolves when the server has it.
   */
  enter(data?: object): Promise<void> {
    return this.#host.enter(this.channel, data);
  }

  /** Ends what {@link enter} began. */
  leave(): Promise<void> {
    return this.#host.leave(this.channel);
  }

  /** Publications of the past, the newest page first. */
  history(options: HistoryOptions = {}): Promise<HistoryPage<Data>> {
    return this.#host.history(this.channel, options) as Promise<HistoryPage<Data>>;
  }

  /**
   * The messages from now on, `for await`, until the subscription ends: by `unsubscribe`, or because it was denied. Throws `queue_full` when the
   * loop is 1,000 messages behind.
   */
  async *[Symbol.asyncIterator](): AsyncGenerator<Message<Data>, void> {
    const waiting: Message<Data>[] = [];
    let wake = (): void => undefined;
    const off = this.on('message', (message) => {
      waiting.push(message);
      wake();
    });
    const end = (): void => wake();
    this.#loops.add(end);
    try {
      for (;;) {
        if (waiting.length > MAX_WAITING) {
          throw new HeliographError('queue_full', `the loop over ${this.channel} is more than ${MAX_WAITING} messages behind`, false);
        }
        const next = waiting.shift();
        if (next !== undefined) {
          yield next;
        } else if (this.#isOver) {
          return;
        } else {
          await new Promise<void>((resolve) => (wake = resolve));
        }
      }
    } finally {
      off();
      this.#loops.delete(end);
    }
  }

  /** Publishes to this channel: see `Client.publish`. */
  publish(data: unknown, options?: PublishOptions): Promise<void> {
    return this.#host.publish(this.channel, data, options);
  }

  /** Ends this interest, at once; the server is told when it was the last one in the channel. A second call does nothing. */
  unsubscribe(): void {
    this.#end();
    this.#finish();
  }

  #finish(): void {
    this.#isOver = true;
    this.#loops.forEach((end) => end());
  }
}

/** The inner side of a {@link Subscription}. */
export interface Handle {
  readonly channel: string;
  readonly events: Emitter<SubscriptionEvents<unknown>>;
}
