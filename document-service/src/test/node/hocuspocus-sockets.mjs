// How unmodified providers of Hocuspocus reach processes.
import { connect, createServer } from 'node:net';
import { HocuspocusProviderWebsocket } from '@hocuspocus/provider';
import WebSocket from 'ws';

/** An address that leads to the first process, until that is gone for its clients: then to the second one, as an ingress does. */
export class Address {
  /** Connections that the process ended, not the client. */
  broken = 0;
  #second;
  #port;
  #sockets = new Set();
  #server = createServer((socket) => this.#lead(socket));

  constructor(first, second) {
    this.#port = Number(new URL(first).port);
    this.#second = Number(new URL(second).port);
  }

  async open() {
    await new Promise((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `ws://127.0.0.1:${this.#server.address().port}`;
  }

  fail() {
    this.#port = this.#second;
    this.#sockets.forEach((socket) => socket.destroy());
  }

  #lead(socket) {
    const upstream = connect(this.#port, '127.0.0.1');
    socket.pipe(upstream).pipe(socket);
    let isOver = false;
    const end = (byClient) => {
      if (!isOver && !byClient) {
        this.broken += 1;
        this.#port = this.#second;
      }
      isOver = true;
      this.#sockets.delete(socket);
      socket.destroy();
      upstream.destroy();
    };
    this.#sockets.add(socket);
    for (const one of [socket, upstream]) {
      one.on('error', () => {});
      one.on('close', () => end(one === socket));
    }
  }
}

export const socketOf = (url) => new HocuspocusProviderWebsocket({
  url: `${url}/documents/hocuspocus`, WebSocketPolyfill: WebSocket, delay: 100, minDelay: 50, maxDelay: 500,
});
