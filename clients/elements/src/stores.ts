/** What the elements show. The stores of `@heliograph/client` have this shape; so may any object of an application's own. */

/** Something to show that says when it has changed: `getSnapshot` gives the same object until then. */
export interface Source<Snapshot> {
  /** Adds a listener; the returned function removes it. */
  subscribe(listener: () => void): () => void;
  getSnapshot(): Snapshot;
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
export interface InboxStore extends Source<{
  /** While it is `loading`, what comes is no news. */
  readonly phase?: string;
  readonly items: readonly InboxItem[];
  readonly unread: number;
  /** Whether there are older ones. */
  readonly hasMore: boolean;
}> {
  /** What these return may be a promise; that it rejects is the store's business, which takes back what it showed. */
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
export interface FeedStore extends Source<{ readonly items: readonly FeedItem[]; readonly hasMore: boolean }> {
  more(): unknown;
}

/** Somebody who is there, with as many devices as may be. */
export interface PresentUser {
  readonly user: string;
  readonly name?: string | undefined;
  /** Who is there counts as online as long as nothing else is known. */
  readonly status?: 'online' | 'idle' | 'offline' | undefined;
  readonly devices: readonly unknown[];
}

/** Who is there. */
export type PresenceStore = Source<{
  readonly users: readonly PresentUser[];
  /** How many there are, when they are too many to be named. */
  readonly occupancy?: { readonly members: number } | undefined;
}>;

/** How a client's connection is. A client of `@heliograph/client` is one. */
export interface ConnectionSource {
  readonly state: 'idle' | 'connecting' | 'connected' | 'waiting' | 'closed';
  on(name: 'state', listener: () => void): () => void;
}
