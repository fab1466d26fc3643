import { Alarm } from './clock.js';
import { watchPage } from './connection/page.js';
import { Pace } from './connection/pace.js';
import { ConnectionRunner, type ConnectionUser } from './connection/runner.js';
import type { ConnectionEvent, ConnectionState } from './connection/state.js';
import { HeliographError } from './errors.js';
import { uuid } from './ids.js';
import type { Settings } from './options.js';
import type { AcknowledgeFrame, HelloFrame, ServerFrame } from './protocol/frames.js';
import { Publisher } from './publishing/publisher.js';
import { Memory } from './storage/memory.js';
import type { Handle, PublishOptions, SubscribeOptions, SubscriptionHost } from './subscription/subscription.js';
import { Subscriptions } from './subscription/subscriptions.js';
import type { Transport } from './transport/transport.js';

const CLIENT = 'js/0.1.0';

/** What the engine tells the client around it. */
export interface EngineListener {
  changed(before: ConnectionState, after: ConnectionState): void;
  report(error: HeliographError): void;
  handlerFailed(cause: unknown): void;
}

/** Joins connection, subscriptions and publications: decides when something is sent, and over which connection. */
export class Engine implements ConnectionUser, SubscriptionHost {
  readonly #settings: Settings;
  readonly #listener: EngineListener;
  readonly #memory: Memory;
  readonly #subscriptions: Subscriptions;
  readonly #publisher: Publisher;
  readonly #connection: ConnectionRunner;
  readonly #alarm: Alarm;
  readonly #device: string;
  #pace: Pace | undefined;   // of the live connection; undefined without one
  #user: string | undefined;
  #isPumpAsked = false;
  #stopWatchingPage = (): void => undefined;

  constructor(settings: Settings, transport: Transport, listener: EngineListener) {
    this.#settings = settings;
    this.#listener = listener;
    this.#memory = new Memory(settings.storage, (cause) =>
      listener.report(new HeliographError('storage_failed', 'the storage threw', true, { cause })),
    );
    this.#device = settings.device ?? this.#memory.device(() => uuid(settings.random));
    this.#subscriptions = new Subscriptions(settings, this.#memory, listener);
    this.#publisher = new Publisher(settings);
    this.#connection = new ConnectionRunner(settings, transport, this);
    this.#alarm = new Alarm(settings.clock, () => this.#tick());
  }

  get state(): ConnectionState {
    return this.#connection.state;
  }

  get user(): string | undefined {
    return this.#user;
  }

  connect(): void {
    this.#stopWatchingPage();
    this.#stopWatchingPage = watchPage(this.#settings.page, (event) => this.handle(event));
    this.handle({ kind: 'connect' });
  }

  handle(event: ConnectionEvent): void {
    this.#connection.handle(event);
  }

  subscribe(channel: string, options: SubscribeOptions): Handle {
    const handle = this.#subscriptions.open(channel, options);
    this.#askPump();
    return handle;
  }

  release(handle: Handle): void {
    this.#acknowledge(this.#subscriptions.close(handle));
    this.#askPump();
  }

  positionOf(channel: string): string | undefined {
    return this.#subscriptions.positionOf(channel);
  }

  async publish(channel: string, data: unknown, options: PublishOptions = {}): Promise<void> {
    if (this.state.phase === 'closed') {
      throw closed();
    }
    const published = this.#publisher.publish(channel, data, options);
    this.#askPump();
    return published;
  }

  greet(hello: HelloFrame): HelloFrame {
    const named = { ...hello, device: this.#device, client: CLIENT };
    return { ...named, subscribe: this.#subscriptions.greet(JSON.stringify(named).length) };
  }

  attach(user: string): void {
    this.#user = user;
    this.#pace = new Pace();
    this.#subscriptions.attached();
    this.#publisher.attached();
    this.#pump();
  }

  detach(): void {
    this.#pace = undefined;
  }

  farewell(): void {
    this.#acknowledge(this.#subscriptions.acknowledge());
  }

  receive(frame: ServerFrame): void {
    switch (frame.op) {
      case 'subscribed':
      case 'message':
      case 'skipped':
      case 'reset':
        this.#subscriptions.receive(frame);
        break;
      case 'published':
        this.#publisher.published(frame.ref);
        break;
      case 'error':
        if (!this.#publisher.refused(frame) && !this.#subscriptions.refused(frame)) {
          this.report(new HeliographError(frame.code, frame.message, false));
        }
        break;
    }
    this.#pump();
  }

  changed(before: ConnectionState, after: ConnectionState): void {
    if (after.phase === 'closed' && before.phase !== 'closed') {
      this.#stopWatchingPage();
      this.#publisher.closed(closed());
    }
    this.#listener.changed(before, after);
  }

  report(error: HeliographError): void {
    this.#listener.report(error);
  }

  settled(): void {
    const { acknowledgeAt, requestAt } = this.#subscriptions;
    const nextRequestAt = Math.min(requestAt, this.#publisher.requestAt);
    const sendAt = this.#pace === undefined ? Infinity : Math.min(acknowledgeAt, Math.max(nextRequestAt, this.#pace.nextAt));
    this.#alarm.set(Math.min(this.#connection.wakeAt, sendAt));
  }

  #tick(): void {
    this.handle({ kind: 'tick' });
    this.#pump();
    this.settled();
  }

  /** Sends what is due once the present call of the application is over: what it asks for together travels together. */
  #askPump(): void {
    if (!this.#isPumpAsked) {
      this.#isPumpAsked = true;
      queueMicrotask(() => {
        this.#isPumpAsked = false;
        this.#pump();
        this.settled();
      });
    }
  }

  #pump(): void {
    const now = this.#settings.clock.now();
    if (this.#pace === undefined) {
      return;
    }
    if (now >= this.#subscriptions.acknowledgeAt) {
      this.#acknowledge(this.#subscriptions.acknowledge());
    }
    for (let text = this.#nextRequest(now); text !== undefined; text = this.#nextRequest(now)) {
      this.#connection.send(text);
    }
  }

  /** The next request that is due, if the pace allows one. Subscriptions come first: they are what the user waits for. */
  #nextRequest(now: number): string | undefined {
    const subscribes = now >= this.#subscriptions.requestAt;
    if ((!subscribes && now < this.#publisher.requestAt) || this.#pace?.take(now) !== true) {
      return undefined;
    }
    return subscribes ? JSON.stringify(this.#subscriptions.nextFrame()) : this.#publisher.next();
  }

  #acknowledge(frames: AcknowledgeFrame[]): void {
    frames.forEach((frame) => this.#connection.send(JSON.stringify(frame)));
  }
}

const closed = (): HeliographError => new HeliographError('closed', 'the client is closed', false);
