/** A notification, docs/events.md §3.1. Texts are to be shown as text, never as markup. */
export interface InboxItem {
  readonly id: string;
  readonly title: string;
  readonly body?: string;
  /** A path, or an https URL. */
  readonly url?: string;
  readonly icon?: string;
  readonly category?: string;
  readonly priority?: string;
  readonly group?: string;
  readonly actor?: { readonly id: string; readonly name?: string; readonly avatar?: string };
  readonly actions?: readonly { readonly id: string; readonly label: string; readonly url?: string }[];
  readonly count?: number;
  /** False when it is not to draw attention: quiet hours, low priority. */
  readonly alert?: boolean;
  readonly data?: object;
  /** When it came, RFC 3339. */
  readonly time: string;
  /** It is not shown from then on, RFC 3339. */
  readonly expiresAt?: string;
  /** True of what is for everyone, too: nobody marks that as read. */
  readonly read: boolean;
  /** It is for everyone, docs/events.md §3.1: in no inbox, and in no count. */
  readonly everyone?: true;
  /** Of the newest of a group in a stacked inbox: what it stands for. */
  readonly stack?: InboxStack;
}

/** The notifications of one `group` that an inbox shows. */
export interface InboxStack {
  /** How many, the newest included. */
  readonly count: number;
  readonly unread: number;
  /** Those that are loaded, without the newest; the newest of them first. */
  readonly items: readonly InboxItem[];
}

/** What was decided for a channel. */
export interface ExplainedChannel {
  /** `alert`: at once; `inbox`: for who looks; `digest`: as part of one; `suppress`: not at all. */
  readonly outcome: string;
  /** In the order in which they were found; a text is for people. */
  readonly reasons: readonly { readonly code: string; readonly text?: string }[];
}

/** Why a notification is where it is. */
export interface Explanation {
  readonly id: string;
  /** The category that was applied. */
  readonly policy?: string;
  /** RFC 3339. */
  readonly decidedAt?: string;
  /** By channel: `in-app`, `push`, … */
  readonly channels?: Readonly<Record<string, ExplainedChannel>>;
  /** What became of its push: when it is looked at next, for what it waits, what happened at which device. */
  readonly push: {
    readonly dueAt?: string;
    readonly waitsFor?: string;
    readonly results: readonly { readonly device?: string; readonly outcome: string; readonly reason: string; readonly status?: number; readonly at: string }[];
  };
}

/** A notification as it comes: on a page with `read`, live without. */
export type Notification = Omit<InboxItem, 'time' | 'read' | 'everyone' | 'stack'> & {
  readonly createdAt: string;
  readonly read?: boolean;
  /** On a page of a stacked inbox, of what is in a group. */
  readonly stack?: Pick<InboxStack, 'count' | 'unread'>;
  /** Ids of those that this one takes the place of. */
  readonly replaces?: readonly string[];
};

/** A page of `GET /notifications`. */
export interface InboxPage {
  readonly items: readonly Notification[];
  readonly unread: number;
  readonly next: string | null;
}

/** A message of a channel; other types are ignored. */
export interface InboxMessage {
  readonly type: string;
  readonly data: unknown;
}

/** A notification as it is held. */
export function itemOf({ createdAt: time, read = false, stack: _, replaces: __, ...content }: Notification): InboxItem {
  return { ...content, time, read };
}

/** Which notifications a message is about. */
export const idsOf = (data: unknown): readonly string[] => (data as { ids?: readonly string[] } | null)?.ids ?? [];

export const unreadOf = (items: readonly InboxItem[]): number => items.filter(({ read }) => !read).length;

/** When an item is not shown any more, in milliseconds since 1970; `Infinity` for never. */
export const expiryOf = ({ expiresAt = '' }: InboxItem): number => Date.parse(expiresAt) || Infinity;
