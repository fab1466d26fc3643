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
  /** False when it is not to draw attention. */
  readonly alert?: boolean | undefined;
  /** True when it is for everyone: then it is shown as read, and nobody marks it. */
  readonly everyone?: boolean | undefined;
  readonly group?: string | undefined;
  /** Of the newest of a group, standing for all of it: how many there are, the newest included, and the others that are loaded. */
  readonly stack?: { readonly count: number; readonly unread: number; readonly items: readonly InboxItem[] } | undefined;
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
  /** All, or all of a group. */
  markAllRead(group?: string): unknown;
  /** Without it, what is read stays so. */
  markUnread?(ids: readonly string[]): unknown;
  /** Adds the next ones of a group to the `items` of its stack. Without it, stacks show what they have. */
  expand?(group: string): unknown;
  more(): unknown;
  /** Without it, nobody is offered to ask. */
  why?(id: string): Promise<Explanation>;
}

/** What was decided for a channel, and the reasons, with words for people. */
export interface ExplainedChannel {
  readonly outcome: string;
  readonly reasons: readonly { readonly code: string; readonly text?: string }[];
}

/** Why a notification is where it is. */
export interface Explanation {
  /** By channel. */
  readonly channels?: Readonly<Record<string, ExplainedChannel>>;
  readonly push: { readonly results: readonly { readonly device?: string; readonly outcome: string; readonly reason: string }[] };
}

export type DigestChoice = 'off' | 'hourly' | 'daily';

/** What holds for a category of notifications. */
export interface CategoryPreferences {
  readonly category: string;
  readonly title: string;
  /** Whether what is on cannot be switched off. */
  readonly required: boolean;
  /** Whether they come one by one (`off`) or summarised, `hourly` or `daily`; without it, there is no choice. */
  readonly digest?: DigestChoice;
  /** Whether they come, by channel. */
  readonly channels: Readonly<Record<string, boolean>>;
}

/** What somebody wants to be told, where and when. */
export interface Preferences {
  readonly timeZone: string;
  /** As `22:00`, by the clock of the zone. */
  readonly quietHours?: { readonly from: string; readonly to: string } | null;
  /** What was chosen about digests. */
  readonly digest?: { readonly categories?: Readonly<Record<string, DigestChoice>> } | null;
  /** What was chosen, by category and channel. */
  readonly categories: Readonly<Record<string, Readonly<Record<string, boolean>>>>;
  /** What holds, with or without a choice. */
  readonly effective: readonly CategoryPreferences[];
}

/** What is to be otherwise; what is left out stays, also inside `digest` and `categories`. */
export type PreferencesChange = Partial<Omit<Preferences, 'effective'>>;

/** The preferences of one person. */
export interface PreferencesStore extends Source<{ readonly phase?: string; readonly preferences?: Preferences | undefined }> {
  /** May return a promise; what it rejects with is shown. */
  change(change: PreferencesChange): unknown;
  /** Asked when they are shown again. */
  reload?(): unknown;
}

/** Somebody did something: "Bob commented on Launch plan". */
export interface FeedItem {
  readonly id: string;
  readonly actor: { readonly id: string; readonly name?: string | undefined };
  readonly verb: string;
  readonly object?: {
    /** With `id`, what it is about: needed for groups. */
    readonly type?: string | undefined;
    readonly id?: string | undefined;
    readonly title?: string | undefined;
    readonly url?: string | undefined;
  } | undefined;
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
