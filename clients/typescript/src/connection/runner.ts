import { HeliographError } from '../errors.js';
import type { Settings } from '../options.js';
import { decode } from '../protocol/decode.js';
import type { ClientFrame, HelloFrame, ServerFrame } from '../protocol/frames.js';
import type { Link, Transport } from '../transport/transport.js';
import { reduce } from './reducer.js';
import { IDLE, wakeAt, type ConnectionEffect, type ConnectionEvent, type ConnectionState, type TokenReason } from './state.js';

/** What uses the connection. Everything is called on the thread of the client, never from within itself. */
export interface ConnectionUser {
  /** Completes a `hello` with device and subscriptions. */
  greet(hello: HelloFrame): HelloFrame;
  attach(user: string): void;
  detach(): void;
  farewell(): void;
  /** A frame of the live connection. */
  receive(frame: ServerFrame): void;
  changed(before: ConnectionState, after: ConnectionState): void;
  report(error: HeliographError): void;
  /** An event was handled: what is waited for may have changed. */
  settled(): void;
}

/** Turns sockets, tokens and time into events, and effects into calls; decides nothing. */
export class ConnectionRunner {
  readonly #settings: Settings;
  readonly #transport: Transport;
  readonly #user: ConnectionUser;
  readonly #links = new Map<number, Link>();
  readonly #tokens = new Map<number, AbortController>();
  readonly #events: ConnectionEvent[] = [];
  #isBusy = false;
  #state = IDLE;

  constructor(settings: Settings, transport: Transport, user: ConnectionUser) {
    this.#settings = settings;
    this.#transport = transport;
    this.#user = user;
  }

  get state(): ConnectionState {
    return this.#state;
  }

  /** When {@link handle} wants a `tick`. */
  get wakeAt(): number {
    return wakeAt(this.#state);
  }

  /** Sends over the live connection; without one, nothing happens. */
  send(text: string): void {
    if (this.#state.live !== undefined) {
      this.#links.get(this.#state.live.id)?.send(text);
    }
  }

  /** Handles an event, and those that it causes, one after the other. */
  handle(event: ConnectionEvent): void {
    this.#events.push(event);
    if (this.#isBusy) {
      return;   // a listener of the application called the client: its event waits until this one is done
    }
    this.#isBusy = true;
    try {
      for (let next = this.#events.shift(); next !== undefined; next = this.#events.shift()) {
        this.#step(next);
      }
    } finally {
      this.#isBusy = false;
    }
    this.#user.settled();
  }

  #step(event: ConnectionEvent): void {
    const { clock, random, backoff, connectTimeoutMs } = this.#settings;
    const before = this.#state;
    const { state, effects } = reduce(before, event, { now: clock.now(), random, backoff, connectTimeoutMs });
    for (const effect of effects) {
      if (effect.kind === 'attach') {
        this.#state = state;   // before this effect, what is sent still goes over the former connection
      }
      this.#perform(effect);
    }
    this.#state = state;
    this.#user.changed(before, state);
  }

  #perform(effect: ConnectionEffect): void {
    switch (effect.kind) {
      case 'askToken':
        return this.#askToken(effect.id, effect.reason);
      case 'open':
        return this.#open(effect.id);
      case 'greet': {
        const { id, token, replaces } = effect;
        return this.#sendTo(id, this.#user.greet({ op: 'hello', token, ...(replaces === undefined ? {} : { replaces }) }));
      }
      case 'send':
        return this.#sendTo(effect.id, effect.frame);
      case 'farewell':
        return this.#user.farewell();
      case 'attach':
        return this.#user.attach(effect.user);
      case 'detach':
        return this.#user.detach();
      case 'abandon':
        return this.#abandon(effect.id);
      case 'report':
        return this.#user.report(effect.error);
    }
  }

  #sendTo(id: number, frame: ClientFrame): void {
    this.#links.get(id)?.send(JSON.stringify(frame));
  }

  #askToken(id: number, reason: TokenReason): void {
    const controller = new AbortController();
    this.#tokens.set(id, controller);
    const failed = (cause: unknown): void => {
      const error = new HeliographError('token_failed', `getToken gave no token for reason ${reason}`, true, { cause });
      this.handle({ kind: 'tokenFailed', id, error });
    };
    const arrived = (token: unknown): void => {
      this.#tokens.delete(id);
      if (typeof token === 'string' && token !== '') {
        this.handle({ kind: 'token', id, token });
      } else {
        failed(new TypeError('getToken must return a text that is not empty'));
      }
    };
    const asked = async (): Promise<string> => this.#settings.getToken({ reason, signal: controller.signal });
    void asked().then(arrived, failed);
  }

  #open(id: number): void {
    try {
      const link = this.#transport.open({
        opened: () => this.handle({ kind: 'opened', id }),
        received: (text) => this.#received(id, text),
        lost: (problem) => this.handle({ kind: 'lost', id, problem }),
      });
      this.#links.set(id, link);
    } catch (cause) {
      this.handle({ kind: 'lost', id, problem: (cause as Error).message });
    }
  }

  #received(id: number, text: string): void {
    const decoded = decode(text);
    if (decoded.kind === 'malformed') {
      this.#user.report(new HeliographError('malformed_frame', `the server sent a frame that cannot be read: ${decoded.problem}`, true));
    }
    const frame = decoded.kind === 'frame' ? decoded.frame : undefined;
    this.handle({ kind: 'received', id, frame });
    if (frame !== undefined && this.#state.live?.id === id) {
      this.#user.receive(frame);
      this.#user.settled();
    }
  }

  #abandon(id: number): void {
    this.#links.get(id)?.close();
    this.#links.delete(id);
    this.#tokens.get(id)?.abort();
    this.#tokens.delete(id);
  }
}
