import { createEncoder, toUint8Array, writeVarString, writeVarUint } from 'lib0/encoding';
import { readVarUint } from 'lib0/decoding';
import { IndexeddbPersistence } from 'y-indexeddb';
import type { Awareness } from 'y-protocols/awareness';
import { WebsocketProvider } from 'y-websocket';
import type * as Y from 'yjs';
import { Listeners } from './listeners.js';
import { Saving } from './saving.js';
import { readClaims } from './token.js';
import { TokenRenewal } from './token-renewal.js';

/** Message types of Heliograph's own, docs/documents.md §2.1. */
const SAVED = 100;
const TOKEN = 101;

const UNAUTHENTICATED = 4401;
const DELETED = 4404;

/** How long edits are collected before it is asked whether they are stored, in milliseconds. */
const ASK_AFTER = 100;

export interface HeliographProviderOptions {
  /** The platform's address, such as `https://live.example.org`. */
  readonly url: string;
  /** The document's name; it may contain `/`. */
  readonly name: string;
  readonly doc: Y.Doc;
  /** A token for the document, new at each call: from your back end, or {@link requestTokens}. Called again before the token expires. */
  readonly getToken: (name: string) => Promise<string>;
  /**
   * Keeps the document in this browser (IndexedDB), so that it can be edited offline and no edit is lost with a closed tab. The user's name:
   * people who share a browser have copies of their own. Without it nothing is kept.
   */
  readonly offline?: string;
  /** Whether to connect at once; true unless told. */
  readonly connect?: boolean;
  /** For Node.js before 22. */
  readonly WebSocket?: typeof WebSocket;
}

/** `disconnected`: by the application. `closed`: the server will not have this client, and says why. */
export type DocumentStatus = 'connecting' | 'connected' | 'disconnected' | 'closed';

export interface DocumentState {
  readonly status: DocumentStatus;
  /** Whether everything that the server had is here. */
  readonly isSynced: boolean;
  /** Whether the server has stored everything that was edited here. */
  readonly isSaved: boolean;
  /** What the token allows, once there is one. */
  readonly access?: 'read' | 'write';
  /** With the status `closed`: a code of docs/documents.md §6. */
  readonly closed?: { readonly code: number; readonly reason: string };
}

/**
 * Keeps a Yjs document in step with Heliograph: y-websocket's provider, with tokens that are renewed, and with a state that says whether what
 * was edited is stored. Bind editors to {@link doc} and {@link awareness}. Of the shape that React's `useSyncExternalStore` takes.
 */
export class HeliographProvider {
  readonly doc: Y.Doc;
  readonly name: string;
  /** y-websocket's provider, for editors and tools that ask for it. */
  readonly websocket: WebsocketProvider;
  readonly #tokens: TokenRenewal;
  readonly #saving = new Saving();
  readonly #listeners = new Listeners();
  readonly #copy: IndexeddbPersistence | undefined;
  #status: DocumentStatus = 'disconnected';
  #access: 'read' | 'write' | undefined;
  #closed: { code: number; reason: string } | undefined;
  #snapshot: DocumentState | undefined;
  #asking: ReturnType<typeof setTimeout> | undefined;
  #wasRefused = false;
  #clearing: Promise<void> | undefined;

  constructor(options: HeliographProviderOptions) {
    const { url, name, doc, offline } = options;
    this.doc = doc;
    this.name = name;
    this.#tokens = new TokenRenewal(() => options.getToken(name), (token) => this.#use(token));
    this.websocket = new WebsocketProvider(new URL('/documents/sync', url).href.replace(/^http/, 'ws'), name, doc, {
      connect: false,
      disableBc: true, // another tab may have another user, or one who may only read
      ...(options.WebSocket === undefined ? {} : { WebSocketPolyfill: options.WebSocket }),
    });
    this.#copy = offline === undefined ? undefined : new IndexeddbPersistence(`heliograph:${offline}:${name}`, doc);
    if (doc.store.clients.size > 0) {
      this.#saving.edit();
    }
    this.#listen();
    if (options.connect ?? true) {
      this.connect();
    }
  }

  get awareness(): Awareness {
    return this.websocket.awareness;
  }

  /** Resolves when the copy of this browser is loaded; at once when there is none. */
  async whenLoaded(): Promise<void> {
    await this.#copy?.whenSynced;
  }

  /** Also after the server closed for good. */
  connect(): void {
    if (this.#status === 'connecting' || this.#status === 'connected') {
      return;
    }
    this.#set('connecting');
    this.#tokens.start();
  }

  /** Edits stay in the document, and are sent after {@link connect}. */
  disconnect(): void {
    this.#stop('disconnected');
    this.websocket.disconnect();
  }

  /** Ends everything but the document. Resolves when the copy of this browser is closed. */
  async destroy(): Promise<void> {
    this.disconnect();
    this.doc.off('update', this.#onUpdate);
    this.websocket.destroy();
    this.awareness.destroy();
    await (this.#clearing ?? this.#copy?.destroy());
  }

  /** Calls `listener` after changes, once for all that happen in one turn; returns what removes it. Needs no `this`. */
  readonly subscribe = (listener: () => void): (() => void) => this.#listeners.add(listener);

  /** The same object until something changes. Needs no `this`. */
  readonly getSnapshot = (): DocumentState =>
    (this.#snapshot ??= {
      status: this.#status,
      isSynced: this.websocket.synced,
      isSaved: this.#saving.isSaved,
      ...(this.#access === undefined ? {} : { access: this.#access }),
      ...(this.#closed === undefined ? {} : { closed: this.#closed }),
    });

  #listen(): void {
    const { websocket } = this;
    websocket.messageHandlers[SAVED] = (_encoder, decoder) => {
      this.#saving.answer(readVarUint(decoder));
      this.#changed();
    };
    websocket.messageHandlers[2] = () => {}; // "permission denied" for each edit: isSaved says so
    websocket.on('status', ({ status }) => this.#onStatus(status));
    websocket.on('sync', (isSynced) => this.#onSync(isSynced));
    websocket.on('closed', (closed) => this.#onClosed(closed));
    this.doc.on('update', this.#onUpdate);
  }

  readonly #onUpdate = (_update: Uint8Array, origin: unknown): void => {
    if (origin === this.websocket) {
      return;
    }
    this.#saving.edit();
    this.#asking ??= setTimeout(() => this.#ask(), ASK_AFTER);
    this.#changed();
  };

  #onStatus(status: 'connected' | 'connecting' | 'disconnected'): void {
    if (this.#status === 'connecting' || this.#status === 'connected') {
      this.#set(status === 'connected' ? 'connected' : 'connecting');
    }
  }

  /** By now the server has been sent what it lacked: its question came before its answer. */
  #onSync(isSynced: boolean): void {
    if (isSynced) {
      this.#wasRefused = false;
      this.#ask();
    }
    this.#changed();
  }

  #ask(): void {
    clearTimeout(this.#asking);
    this.#asking = undefined;
    if (this.websocket.synced && !this.#saving.isSaved) {
      this.#send(SAVED, (encoder) => writeVarUint(encoder, this.#saving.question));
    }
  }

  /** A token that has expired is replaced once; who is refused with a new one is refused for good. */
  #onClosed(closed: { code: number; reason: string }): void {
    if (closed.code === UNAUTHENTICATED && !this.#wasRefused) {
      this.#wasRefused = true;
      this.#set('connecting');
      this.#tokens.start();
      return;
    }
    if (closed.code === DELETED) {
      this.#clearing = this.#copy?.clearData();
    }
    this.#stop('closed', closed);
  }

  /** To connect, or for the connection that there is. */
  #use(token: string): void {
    this.#access = readClaims(token).access;
    this.websocket.params = { token };
    if (this.websocket.wsconnected) {
      this.#send(TOKEN, (encoder) => writeVarString(encoder, token));
    }
    this.websocket.connect();
    this.#changed();
  }

  #send(type: number, write: (encoder: ReturnType<typeof createEncoder>) => void): void {
    const encoder = createEncoder();
    writeVarUint(encoder, type);
    write(encoder);
    this.websocket.ws?.send(toUint8Array(encoder));
  }

  #stop(status: 'disconnected' | 'closed', closed?: { code: number; reason: string }): void {
    this.#tokens.stop();
    clearTimeout(this.#asking);
    this.#asking = undefined;
    this.#set(status, closed);
  }

  #set(status: DocumentStatus, closed?: { code: number; reason: string }): void {
    this.#status = status;
    this.#closed = closed;
    this.#changed();
  }

  #changed(): void {
    this.#snapshot = undefined;
    this.#listeners.tell();
  }
}
