import { createClient, type ClientOptions } from '../src/index.js';
import type { ClientFrame, ServerFrame } from '../src/protocol/frames.js';
import type { WebSocketLike } from '../src/transport/websocket.js';
import { VirtualClock } from './simulation/virtual-clock.js';

/** A client with a server that is played by the test: it sees every frame, and says what it likes. */
export class Stage {
  readonly clock = new VirtualClock();
  readonly sockets: Socket[] = [];
  readonly client;
  #versions = 0;

  constructor(options: Partial<ClientOptions> = {}) {
    const { sockets } = this;
    this.client = createClient<{ 'room:*': { text: string } }>({
      url: 'https://example.com/app/',
      getToken: () => 'token',
      ...('storage' in options ? {} : { device: 'd1' }),
      clock: this.clock,
      random: () => 0.5,
      WebSocket: class extends Socket {
        constructor(url: string) {
          super(url);
          sockets.push(this);
        }
      },
      ...options,
    });
  }

  get socket(): Socket {
    return this.sockets.at(-1)!;
  }

  async connected(): Promise<this> {
    this.client.connect();
    await this.clock.advance(0);
    return this.welcomed();
  }

  async welcomed(): Promise<this> {
    this.socket.onopen?.({} as never);
    this.socket.says({ op: 'welcome', connection: 'c1', user: '42', pingInterval: 25_000, expiresIn: 3_600_000, serverTime: '' });
    await this.clock.advance(0);
    return this;
  }

  /** `room:1` is subscribed to, at the position `e1.0`. */
  answersSubscribe(): void {
    this.socket.says({ op: 'subscribed', channel: 'room:1', position: 'e1.0', head: 'e1.0', resumed: true });
  }

  /** Answers the subscription of a channel that begins at `position`, which is its end. */
  answers(channel: string, position: string): void {
    const { ref } = this.socket.sentOf('subscribe').filter(({ subscribe }) => subscribe.some((asked) => asked.channel === channel)).at(-1) ?? {};
    this.socket.says({ op: 'subscribed', ...(ref === undefined ? {} : { ref }), channel, position, head: position, resumed: true });
  }

  /** A durable publication. */
  publishes(channel: string, offset: number, type: string, data: unknown): void {
    this.socket.says({ op: 'message', channel, epoch: 'e1', offset, id: `${channel}-${offset}`, type, time: '', data });
  }

  /** Latest values by key; null removes one. With the first, all that there were have come. */
  tells(channel: string, values: Record<string, unknown>): void {
    const told = Object.entries(values).map(([key, data]) => {
      const version = `1.${++this.#versions}`;
      return data === null ? { channel, key, version, removed: true } : { channel, key, version, id: version, type: 't', time: '', data };
    });
    this.socket.says({ op: 'state', complete: [channel], values: told });
  }

  says(offset: number): void {
    this.socket.says({ op: 'message', channel: 'room:1', epoch: 'e1', offset, id: `i${offset}`, type: 't', time: '', data: { text: 'hi' } });
  }
}

export class Socket implements WebSocketLike {
  readonly url: string;
  protocol = 'heliograph.v1';
  readonly sent: ClientFrame[] = [];
  isClosed = false;
  onopen: ((event: never) => void) | null = null;
  onmessage: ((event: never) => void) | null = null;
  onclose: ((event: never) => void) | null = null;
  onerror: ((event: never) => void) | null = null;

  constructor(url: string) {
    this.url = url;
  }

  send(text: string): void {
    this.sent.push(JSON.parse(text) as ClientFrame);
  }

  close(): void {
    this.isClosed = true;
  }

  says(frame: ServerFrame): void {
    this.onmessage?.({ data: JSON.stringify(frame) } as never);
  }

  sentOf<Op extends ClientFrame['op']>(op: Op): (ClientFrame & { op: Op })[] {
    return this.sent.filter((frame): frame is ClientFrame & { op: Op } => frame.op === op);
  }
}
