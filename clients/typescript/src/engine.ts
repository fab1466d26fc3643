import { Alarm } from './clock.js';
import { watchPage } from './connection/page.js';
import { watchPerson } from './connection/person.js';
import { Pace } from './connection/pace.js';
import { ConnectionRunner, type ConnectionUser } from './connection/runner.js';
import type { ConnectionEvent, ConnectionState } from './connection/state.js';
import { HeliographError } from './errors.js';
import { uuid } from './ids.js';
import type { Settings } from './options.js';
import type { AcknowledgeFrame, ClientFrame, HelloFrame, HistoryFrame, Request, ServerFrame } from './protocol/frames.js';
import { Members } from './publishing/members.js';
import { Publisher } from './publishing/publisher.js';
import { Memory } from './storage/memory.js';
import type { StateValue } from './subscription/state.js';
import type { Handle, HistoryOptions, HistoryPage, PublishOptions, SubscribeOptions, SubscriptionHost } from './subscription/subscription.js';
import { Subscriptions, toMessage } from './subscription/subscriptions.js';
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
  readonly #members = new Members((request) => this.#request(request));
  readonly #connection: ConnectionRunner;
  readonly #alarm: Alarm;
  readonly #device: string;
  #pace: Pace | undefined;   // of the live connection; undefined without one
  #user: string | undefined;
  #idle = false;
  #stopWatchingPerson = (): void => undefined;
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
    this.#stopWatchingPerson();
    this.#stopWatchingPerson = watchPerson(this.#settings, (idle) => this.tellActivity(idle));
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
    if (!this.#subscriptions.has(handle.channel)) {
      this.#members.forget(handle.channel);
    }
    this.#askPump();
  }

  positionOf(channel: string): string | undefined {
    return this.#subscriptions.positionOf(channel);
  }

  async publish(channel: string, data: unknown, options: PublishOptions = {}): Promise<void> {
    if (this.state.phase === 'closed') {
      throw closed();
    }
    if (options.durability === 'transient' && this.#pace === undefined) {
      throw new HeliographError('unavailable', 'there is no connection, and what is transient does not wait', true);
    }
    const published = this.#publisher.publish(channel, data, options);
    this.#askPump();
    return published;
  }

  async enter(channel: string, data: object | undefined): Promise<void> {
    return this.#members.enter(channel, data);
  }

  async leave(channel: string): Promise<void> {
    return this.#members.leave(channel);
  }

  async history(channel: string, { before, limit }: HistoryOptions): Promise<HistoryPage> {
    const answer = await this.#request({
      op: 'history', channel, ...(before === undefined ? {} : { before }), ...(limit === undefined ? {} : { limit }),
    });
    const { position, more, frames } = answer as HistoryFrame;
    const messages = frames.flatMap((frame) => (frame.op === 'message' ? [toMessage(frame, `${frame.epoch}.${frame.offset}`, true)] : []));
    return { messages, position, more };
  }

  stateOf(channel: string): ReadonlyMap<string, StateValue> {
    return this.#subscriptions.stateOf(channel);
  }

  /** Tells the server whether the person is idle; without a connection, when there is one again. */
  tellActivity(idle: boolean): void {
    this.#idle = idle;
    if (this.#pace !== undefined) {
      this.#connection.send(JSON.stringify({ op: 'activity', idle } satisfies ClientFrame));
    }
  }

  async #request(request: Request): Promise<ServerFrame> {
    if (this.state.phase === 'closed') {
      throw closed();
    }
    const answer = this.#publisher.request(request);
    this.#askPump();
    return answer;
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
    this.#members.attached();
    this.#pump();
    if (this.#idle) {
      this.tellActivity(true);   // a new connection is not idle at first
    }
  }

  detach(): void {
    this.#pace = undefined;
    this.#publisher.detached();
  }

  farewell(): void {
    this.#acknowledge(this.#subscriptions.acknowledge());
  }

  receive(frame: ServerFrame): void {
    switch (frame.op) {
      case 'message':
        if (frame.epoch === undefined) {
          this.#subscriptions.signalled(frame);
        } else {
          this.#subscriptions.receive(frame);
        }
        break;
      case 'state':
        this.#subscriptions.changed(frame);
        break;
      case 'subscribed':
      case 'skipped':
      case 'reset':
        this.#subscriptions.receive(frame);
        break;
      case 'published':
      case 'presence':
      case 'history':
        this.#publisher.answered(frame);
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
      this.#stopWatchingPerson();
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
