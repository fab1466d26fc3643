/** A way to the server. It moves texts and knows nothing of frames, tokens or channels. */
export interface Transport {
  /** How it is called in the `state` event. */
  readonly name: string;

  /** @throws HeliographError when this transport cannot work here at all */
  check(): void;

  /** Begins to open a link; throws when it cannot. Nothing of `events` is called before this returns. */
  open(events: LinkEvents): Link;
}

/** One attempt to reach the server, and what becomes of it. */
export interface Link {
  /** Hands a text over. Nothing is told when it is lost; a link that fails says so through {@link LinkEvents.lost}. */
  send(text: string): void;

  /** Closes; no event follows. */
  close(): void;
}

/** What a link tells: `opened` at most once and first, `lost` at most once and last. */
export interface LinkEvents {
  opened(): void;
  received(text: string): void;
  lost(problem: string): void;
}
