/** What the elements show. The stores of `@heliograph/client` have this shape; so may any object of an application's own. */

/** Says when it has changed. */
export interface Observable {
  /** Adds a listener; the returned function removes it. */
  on(name: 'change', listener: () => void): () => void;
}

/** A notification. Texts are shown as text, never as markup. */
export interface InboxItem {
  readonly id: string;
  readonly title: string;
  readonly body?: string | undefined;
  /** Where a click leads: a path or an https URL; anything else is not followed. */
  readonly url?: string | undefined;
  /** When it came, as RFC 3339 text. */
  readonly time: string;
  readonly read: boolean;
}

/** The notifications of one person, the newest first. */
export interface InboxStore extends Observable {
  readonly items: readonly InboxItem[];
  readonly unread: number;
  /** Whether there are older ones. */
  readonly hasMore: boolean;
  markRead(id: string): unknown;
  markAllRead(): unknown;
  more(): unknown;
}

/** Somebody did something: "Bob commented on Launch plan". */
export interface FeedItem {
  readonly id: string;
  readonly actor: { readonly id: string; readonly name?: string | undefined };
  readonly verb: string;
  readonly object?: { readonly title?: string | undefined; readonly url?: string | undefined } | undefined;
  readonly content?: string | undefined;
  readonly time: string;
}

/** Activities, the newest first. */
export interface FeedStore extends Observable {
  readonly items: readonly FeedItem[];
  readonly hasMore: boolean;
  more(): unknown;
}

/** Somebody who is there, with as many devices as may be. */
export interface PresentUser {
  readonly user: string;
  readonly name?: string | undefined;
  readonly status: 'online' | 'idle' | 'offline';
  readonly devices: number;
}

/** Who is there. */
export interface PresenceStore extends Observable {
  readonly users: readonly PresentUser[];
}

/** How a client's connection is. A client of `@heliograph/client` is one. */
export interface ConnectionSource {
  readonly state: 'idle' | 'connecting' | 'connected' | 'waiting' | 'closed';
  on(name: 'state', listener: () => void): () => void;
}
