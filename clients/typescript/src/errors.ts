/** What can go wrong at the client itself. The codes of the server are those of docs/protocol.md §7. */
export type LocalErrorCode =
  /** The client was closed before the server answered. */
  | 'closed'
  /** 1,000 publications or 1 MiB are waiting already. */
  | 'queue_full'
  /** `getToken` threw or returned no text. */
  | 'token_failed'
  /** There is no `WebSocket`, and none was given. */
  | 'no_websocket'
  /** A dial was refused, took too long, or the server did not select the subprotocol (§2.1). */
  | 'connect_failed'
  /** The server sent what is not a frame. */
  | 'malformed_frame'
  /** A listener of the application threw; `cause` is what. */
  | 'handler_failed'
  /** The given storage threw; `cause` is what. */
  | 'storage_failed';

/** Every error of this package: thrown, rejected with, or told by the client's `error` event. */
export class HeliographError extends Error {
  override readonly name = 'HeliographError';

  constructor(
    /** A {@link LocalErrorCode}, a problem code (docs/protocol.md §7), or the lower-case name of a close code (§6). */
    readonly code: LocalErrorCode | (string & {}),
    message: string,
    /** Whether the client goes on by itself, or the same call may succeed later. */
    readonly temporary: boolean,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
