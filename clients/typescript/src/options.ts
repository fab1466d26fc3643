import { SYSTEM_CLOCK, type Clock } from './clock.js';
import type { Backoff } from './connection/backoff.js';
import type { TokenReason } from './connection/state.js';
import { HeliographError } from './errors.js';
import { isDevice } from './protocol/names.js';
import type { KeyValueStorage } from './storage/memory.js';
import type { WebSocketConstructor } from './transport/websocket.js';

/** What `getToken` is told. */
export interface TokenRequest {
  /**
   * `connect`: for a new connection. `expired`: the token at hand ends soon or has ended, a newer one is needed. `rejected`: the server did
   * not accept the last one; after three of these in a row the client is closed.
   */
  readonly reason: TokenReason;
  /** Aborted when the answer is no longer needed. */
  readonly signal: AbortSignal;
}

/** How a client is made; only `url` and `getToken` are needed. */
export interface ClientOptions {
  /** Where Heliograph is: `https://app.example.com`, with a path if it is below one. `/connect` is appended. */
  url: string;
  /**
   * Returns an OIDC access token. Asked before a connection when no token is at hand, at about 80 % of the life of the present one, and after
   * the server refused one. If it throws, the client reports `token_failed` and tries again after a back-off.
   */
  getToken: (request: TokenRequest) => Promise<string> | string;
  /** The installation that acknowledges, 1 to 64 printable ASCII characters. Default: the one in `storage`, else a new UUID. */
  device?: string;
  /** Keeps device and positions over a reload, `sessionStorage` for example. Default: nothing is kept. */
  storage?: KeyValueStorage;
  /** Milliseconds for each of: getting a token, opening the socket, the welcome. Default 5,000. */
  connectTimeout?: number;
  /** Milliseconds: before the n-th dial in a row that failed, a random time up to `min · 2ⁿ` and `max` passes. Default 500 and 30,000. */
  backoff?: Backoff;
  /** Default: the global one. Node 20 has none: pass that of the package `ws`. */
  WebSocket?: WebSocketConstructor;
  /** Where `pagehide`, `pageshow`, `online` and `offline` are heard. Default: the window, if there is one. */
  page?: EventTarget;
  /** Milliseconds without input after which the person counts as idle (docs/protocol.md §3.11); `false`: not watched. Default 300,000. */
  idleAfter?: number | false;
  /** Default: the clock of the platform. */
  clock?: Clock;
  /** Returns numbers in [0, 1). Default: made of `crypto.getRandomValues`. */
  random?: () => number;
}

/** Options with every default filled in; what may be missing is undefined. */
export interface Settings {
  readonly url: string;
  readonly getToken: ClientOptions['getToken'];
  readonly device: string | undefined;
  readonly storage: KeyValueStorage | undefined;
  readonly connectTimeoutMs: number;
  readonly backoff: Backoff;
  readonly WebSocket: WebSocketConstructor | undefined;
  readonly page: EventTarget | undefined;
  /** Infinite when nobody is to be watched. */
  readonly idleAfterMs: number;
  readonly clock: Clock;
  readonly random: () => number;
}

/** @throws HeliographError `invalid_attribute` when an option is not usable; the message names it */
export function resolve(options: ClientOptions): Settings {
  const { url, device, connectTimeout = 5_000, backoff = { min: 500, max: 30_000 }, idleAfter = 300_000 } = options;
  require(/^(http|ws)s?:\/\/[^?#]+$/.test(url), 'url must be http(s)://host without query or fragment', url);
  require(device === undefined || isDevice(device), 'device must be 1 to 64 printable ASCII characters', device);
  require(connectTimeout > 0, 'connectTimeout must be positive', connectTimeout);
  require(backoff.min > 0 && backoff.max >= backoff.min, 'backoff must have 0 < min <= max', `${backoff.min}, ${backoff.max}`);
  require(idleAfter === false || idleAfter > 0, 'idleAfter must be positive, or false', idleAfter);
  const globals = globalThis as { WebSocket?: WebSocketConstructor; addEventListener?: unknown };
  return {
    url,
    getToken: options.getToken,
    device,
    storage: options.storage,
    connectTimeoutMs: connectTimeout,
    backoff,
    WebSocket: options.WebSocket ?? globals.WebSocket,
    page: options.page ?? (typeof globals.addEventListener === 'function' ? globalThis : undefined),
    idleAfterMs: idleAfter === false ? Infinity : idleAfter,
    clock: options.clock ?? SYSTEM_CLOCK,
    random: options.random ?? secureRandom,
  };
}

function require(holds: boolean, rule: string, found: unknown): void {
  if (!holds) {
    throw new HeliographError('invalid_attribute', `${rule}, is ${String(found)}`, false);
  }
}

function secureRandom(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0]! / 2 ** 32;
}
