import { Emitter } from '../emitter.js';

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
  /** W3C trace context of the producer. */
  readonly traceparent?: string;
  /** Whether it was published before this connection subscribed. */
  readonly replayed: boolean;
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

/** What a subscription tells. */
export interface SubscriptionEvents<Data> {
  /** The next message, in the order of the channel, each offset once. */
  message: Message<Data>;
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
}

/** What a subscription needs of the client that made it. */
export interface SubscriptionHost {
  publish(channel: string, data: unknown, options?: PublishOptions): Promise<void>;
  release(handle: Handle): void;
  positionOf(channel: string): string | undefined;
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

  /** Made by `Client.subscribe`. */
  constructor(handle: Handle, host: SubscriptionHost) {
    this.channel = handle.channel;
    this.#events = handle.events as Emitter<SubscriptionEvents<Data>>;
    this.#end = () => host.release(handle);
    this.#host = host;
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

  /** Publishes to this channel: see `Client.publish`. */
  publish(data: unknown, options?: PublishOptions): Promise<void> {
    return this.#host.publish(this.channel, data, options);
  }

  /** Ends this interest, at once; the server is told when it was the last one in the channel. A second call does nothing. */
  unsubscribe(): void {
    this.#end();
  }
}

/** The inner side of a {@link Subscription}. */
export interface Handle {
  readonly channel: string;
  readonly events: Emitter<SubscriptionEvents<unknown>>;
}
