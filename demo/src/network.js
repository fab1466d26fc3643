/**
 * The network of one person's device, which can be pulled out: sockets break, new ones and requests fail, and the client hears
 * what a browser says then. Two people on one page need this; a browser has one network for all.
 */
export class Network {
  /** Where the client hears `online` and `offline`. */
  page = new EventTarget();
  #up = true;
  #sockets = new Set();

  /** The `WebSocket` of this device. */
  WebSocket;

  constructor() {
    const network = this;
    this.WebSocket = class extends WebSocket {
      constructor(url, protocols) {
        if (!network.#up) {
          return deadSocket();
        }
        super(url, protocols);
        network.#sockets.add(this);
        this.addEventListener('close', () => network.#sockets.delete(this));
      }
    };
  }

  get isUp() {
    return this.#up;
  }

  /** Bound, so that it can be handed on. */
  fetch = (input, init) => (this.#up ? fetch(input, init) : Promise.reject(new TypeError('the network is away')));

  pullOut() {
    this.#up = false;
    for (const socket of this.#sockets) {
      socket.close();
    }
    this.page.dispatchEvent(new Event('offline'));
  }

  putBack() {
    this.#up = true;
    this.page.dispatchEvent(new Event('online'));
  }
}

/** What a browser makes of a socket without a network: it closes before it was open. */
function deadSocket() {
  const socket = { protocol: '', onopen: null, onmessage: null, onclose: null, onerror: null, send() {}, close() {} };
  setTimeout(() => socket.onclose?.(new CloseEvent('close', { code: 1006 })));
  return socket;
}
