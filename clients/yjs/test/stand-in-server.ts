import { createDecoder, readVarString, readVarUint, readVarUint8Array } from 'lib0/decoding';
import { createEncoder, toUint8Array, writeVarUint } from 'lib0/encoding';
import { readSyncMessage, writeSyncStep1 } from 'y-protocols/sync';
import * as Y from 'yjs';

/** Speaks the server's side of docs/documents.md §2 with sockets that exist in this process only. */
export class StandInServer {
  /** Keeps what was deleted, as the log does. */
  readonly doc = new Y.Doc({ gc: false });
  readonly sockets: StandInSocket[] = [];
  /** Tokens that came in a message, not with an address. */
  readonly renewedWith: string[] = [];
  /** Whether questions for what is stored are answered. */
  answersSaved = true;
  /** Closes each connection at once. */
  refuseWith: number | undefined;

  /** To be handed to a provider as its WebSocket. */
  get WebSocket(): typeof WebSocket {
    const open = (socket: StandInSocket) => this.#open(socket);
    return class extends StandInSocket {
      constructor(url: string | URL) {
        super(url, open);
      }
    } as unknown as typeof WebSocket;
  }

  get last(): StandInSocket {
    const last = this.sockets.at(-1);
    if (last === undefined) {
      throw new Error('nobody has connected');
    }
    return last;
  }

  #open(socket: StandInSocket): void {
    this.sockets.push(socket);
    if (this.refuseWith !== undefined) {
      socket.end(this.refuseWith);
      return;
    }
    socket.receive = (message) => this.#receive(socket, message);
    const encoder = createEncoder();
    writeVarUint(encoder, 0);
    writeSyncStep1(encoder, this.doc);
    socket.deliver(toUint8Array(encoder));
  }

  #receive(socket: StandInSocket, message: Uint8Array): void {
    const decoder = createDecoder(message);
    const encoder = createEncoder();
    switch (readVarUint(decoder)) {
      case 0:
        writeVarUint(encoder, 0);
        if (readSyncMessage(decoder, encoder, this.doc, socket) === 0) {
          socket.deliver(toUint8Array(encoder));
        }
        break;
      case 1:
        readVarUint8Array(decoder);
        break;
      case 100:
        if (this.answersSaved) {
          writeVarUint(encoder, 100);
          writeVarUint(encoder, readVarUint(decoder));
          socket.deliver(toUint8Array(encoder));
        }
        break;
      case 101:
        this.renewedWith.push(readVarString(decoder));
        break;
      default:
        throw new Error('there is no such type of message');
    }
  }
}

/** A WebSocket whose other end is an object. */
export class StandInSocket {
  static readonly OPEN = 1;
  readonly OPEN = 1;
  readonly url: string;
  readyState = 0;
  binaryType = 'arraybuffer';
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: ArrayBuffer }) => void) | null = null;
  onclose: ((event: { code: number; reason: string }) => void) | null = null;
  onerror: (() => void) | null = null;
  receive: (message: Uint8Array) => void = () => {};

  constructor(url: string | URL, open: (socket: StandInSocket) => void) {
    this.url = String(url);
    queueMicrotask(() => {
      this.readyState = 1;
      this.onopen?.();
      open(this);
    });
  }

  get token(): string | null {
    return new URL(this.url).searchParams.get('token');
  }

  send(message: Uint8Array): void {
    queueMicrotask(() => this.receive(message));
  }

  deliver(message: Uint8Array): void {
    queueMicrotask(() => this.onmessage?.({ data: message.slice().buffer }));
  }

  /** By the server. */
  end(code: number, reason = ''): void {
    this.readyState = 3;
    queueMicrotask(() => this.onclose?.({ code, reason }));
  }

  close(): void {
    this.readyState = 3;
    this.receive = () => {};
  }
}
