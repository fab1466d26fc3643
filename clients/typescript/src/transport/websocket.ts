import { HeliographError } from '../errors.js';
import type { Link, LinkEvents, Transport } from './transport.js';

const SUBPROTOCOL = 'heliograph.v1';
const NORMAL_CLOSURE = 1000;

/** The part of a `WebSocket` that is used. Browsers, Node ≥ 22 and the package `ws` have it. */
export interface WebSocketLike {
  readonly protocol: string;
  onopen: ((event: never) => void) | null;
  onmessage: ((event: never) => void) | null;
  onclose: ((event: never) => void) | null;
  onerror: ((event: never) => void) | null;
  send(text: string): void;
  close(code?: number): void;
}

/** Makes a `WebSocket`; it begins to connect at once. */
export type WebSocketConstructor = new (url: string, protocols: string[]) => WebSocketLike;

/** One JSON text per message at `/connect`, docs/protocol.md §2.1. */
export class WebSocketTransport implements Transport {
  readonly name = 'websocket';
  readonly #url: string;
  readonly #Socket: WebSocketConstructor | undefined;

  /** @param base the address that `/connect` is appended to; `http:` and `https:` become `ws:` and `wss:` */
  constructor(base: string, Socket: WebSocketConstructor | undefined) {
    this.#url = base.replace(/^http/, 'ws').replace(/\/*$/, '/connect');
    this.#Socket = Socket;
  }

  check(): void {
    if (this.#Socket === undefined) {
      throw new HeliographError(
        'no_websocket',
        'there is no global WebSocket here (Node 20 has none): give createClient one, that of the package "ws" for example',
        false,
      );
    }
  }

  open(events: LinkEvents): Link {
    this.check();
    return link(new this.#Socket!(this.#url, [SUBPROTOCOL]), events);
  }
}

function link(socket: WebSocketLike, events: LinkEvents): Link {
  const close = (): void => {
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.onerror = () => undefined;   // ws throws an error that nobody listens to
    socket.close(NORMAL_CLOSURE);
  };
  const lose = (problem: string): void => {
    close();
    events.lost(problem);
  };
  socket.onopen = () =>
    socket.protocol === SUBPROTOCOL ? events.opened() : lose(`the server did not select the subprotocol ${SUBPROTOCOL}`);
  socket.onmessage = ({ data }: { data: unknown }) =>
    typeof data === 'string' ? events.received(data) : lose('the server sent a binary message');
  socket.onclose = ({ code }: { code: number }) => lose(`the WebSocket was closed with ${code}`);
  socket.onerror = () => undefined;   // close follows, and says more
  return { send: (text) => socket.send(text), close };
}
