import { nameOf, type Close, type ConnectionState, type StateName } from './connection/state.js';
import { Emitter } from './emitter.js';
import { Engine } from './engine.js';
import { HeliographError } from './errors.js';
import { resolve, type ClientOptions, type Settings } from './options.js';
import { Subscription, type PublishOptions, type SubscribeOptions } from './subscription/subscription.js';
import type { Transport } from './transport/transport.js';
import { WebSocketTransport } from './transport/websocket.js';

/** A step from one state to the next. */
export interface StateChange {
  readonly from: StateName;
  readonly to: StateName;
  /** How the server is reached: `websocket`. */
  readonly transport: string;
  /** Milliseconds until the next dial; only in state `waiting`. */
  readonly retryIn?: number;
  /** Why the server ended the last connection, if it said so. */
  readonly close?: Close;
}

/** What a client tells. */
export interface ClientEvents {
  state: StateChange;
  /** Something failed; if `temporary`, the client goes on by itself. When nobody listens, what a listener threw goes to the console. */
  error: HeliographError;
}

/** The data of a channel: that of the patterns in `Events` (`user:*`, `room:lobby`) which it matches, else `unknown`. */
export type DataOf<Events, Channel extends string> =
  [Matching<Events, Channel>] extends [never] ? unknown : Matching<Events, Channel>;

type Matching<Events, Channel extends string> = {
  [Pattern in keyof Events & string]: Channel extends (Pattern extends `${infer Start}*` ? `${Start}${string}` : Pattern)
    ? Events[Pattern]
    : never;
}[keyof Events & string];

/**
 * A client of Heliograph: one connection that heals itself until it is closed, and any number of subscriptions over it.
 *
 * Nothing blocks. Events are told synchronously, one after the other, on the thread of the client.
 */
export class Client<Events extends object = object> {
  readonly #settings: Settings;
  readonly #transport: Transport;
  readonly #engine: Engine;
  readonly #events: Emitter<ClientEvents>;

  /** @throws HeliographError `invalid_attribute` when an option is not usable */
  constructor(options: ClientOptions) {
    this.#settings = resolve(options);
    this.#transport = new WebSocketTransport(this.#settings.url, this.#settings.WebSocket);
    this.#events = new Emitter((cause) => console.error('a listener of the error or state event threw', cause));
    this.#engine = new Engine(this.#settings, this.#transport, {
      changed: (before, after) => this.#changed(before, after),
      report: (error) => void this.#events.emit('error', error),
      handlerFailed: (cause) => this.#handlerFailed(cause),
    });
  }

  /** docs/protocol.md §5 rule 4; `connected` means that the server has accepted the token. */
  get state(): StateName {
    return nameOf(this.#engine.state);
  }

  /** The subject of the token, as the last welcome gave it: the user's own channel is `user:<subject>`. Undefined before the first. */
  get user(): string | undefined {
    return this.#engine.user;
  }

  /**
   * Opens the connection and keeps it open. Does nothing unless the client is `idle` or `closed`.
   *
   * @throws HeliographError `no_websocket`
   */
  connect(): this {
    this.#transport.check();
    this.#engine.connect();
    return this;
  }

  /**
   * Acknowledges what was applied and closes the connection. Publications without an answer reject with `closed`. Subscriptions stay, and
   * go on where they were if `connect` is called again.
   */
  close(): void {
    this.#engine.handle({ kind: 'close' });
  }

  /** Adds a listener; the returned function removes it. */
  on<Name extends keyof ClientEvents>(name: Name, listener: (event: ClientEvents[Name]) => void): () => void {
    return this.#events.on(name, listener);
  }

  /**
   * Subscribes to a channel, also before the client is connected. Subscribing twice costs the server nothing: it ends with the last
   * `unsubscribe`. A connection takes 200 channels (docs/protocol.md §2.2).
   *
   * @throws HeliographError `invalid_channel`, `invalid_position`
   */
  subscribe<Channel extends string>(channel: Channel, options: SubscribeOptions = {}): Subscription<DataOf<Events, Channel>> {
    return new Subscription(this.#engine.subscribe(channel, options), this.#engine);
  }

  /**
   * Publishes durably to a channel. Resolves when the server has it for good (docs/protocol.md §3.4). Until it answers, the publication is
   * sent again on every new connection, with the same id, so that it takes effect once. `rate_limited` and `unavailable` are waited out.
   *
   * Rejects with `queue_full` when 1,000 publications or 1 MiB wait already, with `invalid_channel`, `invalid_attribute`, `not_json` or
   * `too_large` (16 KiB with its envelope) before anything is sent, with the server's code (§7), or with `closed`.
   */
  publish(channel: string, data: unknown, options?: PublishOptions): Promise<void> {
    return this.#engine.publish(channel, data, options);
  }

  #changed(before: ConnectionState, after: ConnectionState): void {
    const from = nameOf(before);
    const to = nameOf(after);
    if (from === to) {
      return;
    }
    const { close, dial } = after;
    this.#events.emit('state', {
      from,
      to,
      transport: this.#transport.name,
      ...(to === 'waiting' && dial !== undefined ? { retryIn: dial.until - this.#settings.clock.now() } : {}),
      ...(close === undefined ? {} : { close }),
    });
  }

  #handlerFailed(cause: unknown): void {
    const error = new HeliographError('handler_failed', 'a listener threw', true, { cause });
    if (!this.#events.emit('error', error)) {
      console.error(error);
    }
  }
}

/**
 * Makes a client; it is `idle` until `connect` is called.
 *
 * @typeParam Events the data of channels by pattern: `{ 'user:*': Notification; 'room:*': Line }`
 * @throws HeliographError `invalid_attribute` when an option is not usable; the message names it
 */
export function createClient<Events extends object = object>(options: ClientOptions): Client<Events> {
  return new Client<Events>(options);
}
