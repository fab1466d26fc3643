import type { WebSocketConstructor, WebSocketLike } from '../../src/transport/websocket.js';
import { between } from './random.js';
import type { VirtualClock } from './virtual-clock.js';

/** The server's end of a socket. */
export interface ServerEnd {
  received(text: string): void;
  /** The client closed, or the link broke. `byClient` is false for the latter. */
  closed(byClient: boolean): void;
}

/** What happens to the links of a simulation; all times in milliseconds. */
export interface Weather {
  readonly latencyMs: readonly [min: number, max: number];
}

/** Links with latency that keep the order of each direction, and break: cleanly, or half-open. */
export class Network {
  readonly sockets = new Set<FakeSocket>();
  readonly #clock: VirtualClock;
  readonly #random: () => number;
  readonly #weather: Weather;
  readonly #accept: (socket: FakeSocket) => ServerEnd;
  isUp = true;

  constructor(clock: VirtualClock, random: () => number, weather: Weather, accept: (socket: FakeSocket) => ServerEnd) {
    this.#clock = clock;
    this.#random = random;
    this.#weather = weather;
    this.#accept = accept;
  }

  /** What a client takes for `WebSocket`. */
  socketFor(owner: string): WebSocketConstructor {
    const network = this;
    return class extends FakeSocket {
      constructor(_url: string, protocols: string[]) {
        super(network, owner, protocols);
      }
    };
  }

  accept(socket: FakeSocket): ServerEnd {
    this.sockets.add(socket);
    return this.#accept(socket);
  }

  /** Calls `task` after a latency, but not before what `after` returned for the same direction. */
  later(notBefore: number, task: () => void): number {
    const [min, max] = this.#weather.latencyMs;
    const at = Math.max(notBefore, this.#clock.now() + between(this.#random, min, max));
    this.#clock.setTimeout(task, at - this.#clock.now());
    return at;
  }
}

/** The client's end of a link. */
export class FakeSocket implements WebSocketLike {
  readonly owner: string;
  readonly protocol: string;
  onopen: ((event: never) => void) | null = null;
  onmessage: ((event: never) => void) | null = null;
  onclose: ((event: never) => void) | null = null;
  onerror: ((event: never) => void) | null = null;
  /** Nothing arrives any more, in either direction, and nobody is told. */
  isHalfOpen = false;
  readonly #network: Network;
  #server: ServerEnd | undefined;
  #isClosed = false;
  #upAt = 0;
  #downAt = 0;

  constructor(network: Network, owner: string, protocols: string[]) {
    this.#network = network;
    this.owner = owner;
    this.protocol = protocols[0] ?? '';
    this.#downAt = network.later(0, () => {
      if (this.#isClosed) {
        return;
      }
      if (!network.isUp) {
        this.#tell('onclose', { code: 1006 });
        return;
      }
      this.#server = network.accept(this);
      this.#tell('onopen', {});
    });
  }

  send(text: string): void {
    if (!this.isHalfOpen && !this.#isClosed) {
      this.#upAt = this.#network.later(this.#upAt, () => this.isHalfOpen || this.#server?.received(text));
    }
  }

  /** What is on its way to the client still arrives, as it does with a real WebSocket that is closing. */
  close(): void {
    if (this.#isClosed) {
      return;
    }
    this.#isClosed = true;
    if (!this.isHalfOpen) {
      this.#upAt = this.#network.later(this.#upAt, () => this.#end(true));
    }
  }

  /** The server sends a text. */
  push(text: string): void {
    if (!this.isHalfOpen) {
      this.#downAt = this.#network.later(this.#downAt, () => this.isHalfOpen || this.#tell('onmessage', { data: text }));
    }
  }

  /** The server closes, or the link breaks so that both ends notice. */
  break(code: number): void {
    this.#end(false);
    if (!this.isHalfOpen) {
      this.#downAt = this.#network.later(this.#downAt, () => this.#tell('onclose', { code }));
    }
  }

  #end(byClient: boolean): void {
    if (this.#network.sockets.delete(this)) {
      this.#server?.closed(byClient);
    }
  }

  #tell(listener: 'onopen' | 'onmessage' | 'onclose', event: object): void {
    if (listener === 'onclose') {
      this.#isClosed = true;
    }
    this[listener]?.(event as never);
  }
}
