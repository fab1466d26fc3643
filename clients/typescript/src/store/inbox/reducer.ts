import type { HeliographError } from '../../errors.js';
import { merged, withArrived, type Listed } from '../sorting.js';

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
  readonly read: boolean;
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
export type Notification = Omit<InboxItem, 'time' | 'read'> & {
  readonly createdAt: string;
  readonly read?: boolean;
  /** Ids of those that this one takes the place of. */
  readonly replaces?: readonly string[];
};

/** A page of `GET /notifications`. */
export interface InboxPage {
  readonly items: readonly Notification[];
  readonly unread: number;
  readonly next: string | null;
}

/** Items that were asked to be marked as read; shown as if they were. */
interface Change {
  readonly key: number;
  readonly ids: ReadonlySet<string>;
  /** By how much it lowered {@link InboxState.limit}. */
  readonly count: number;
  /** Whether the server has done it. */
  readonly isDone: boolean;
}

/** What is known of an inbox. */
export interface InboxState {
  readonly phase: 'loading' | 'ready' | 'failed';
  readonly error: HeliographError | undefined;
  /** As the server has them. */
  readonly items: readonly InboxItem[];
  readonly unread: number;
  /** Whether the server tells its count on the channel, so that what comes is not to be counted here. */
  readonly isTold: boolean;
  readonly next: string | undefined;
  /** The last item of the last page; undefined when there is no next one. */
  readonly end: Listed | undefined;
  /** The present request for a page; what an older one comes to does not count. */
  readonly request: number | undefined;
  /** What came since that was made: it may be older than the page, or newer. */
  readonly meanwhile: readonly (InboxEvent & { readonly kind: 'message' | 'counted' })[];
  /** Without an answer yet, or not settled. */
  readonly changes: readonly Change[];
  /**
   * No more are shown as unread while there are changes. The server counts apart from its answers, so a count that comes before one, or soon after
   * it, may not have the change in it; by this it does not show.
   */
  readonly limit: number;
}

/** A message of the user's own channel; other types are ignored. */
export interface InboxMessage {
  readonly type: string;
  readonly data: unknown;
}

/** What happens to an inbox. */
export type InboxEvent =
  | { readonly kind: 'asked'; readonly request: number }
  | { readonly kind: 'loaded' | 'older'; readonly request: number; readonly page: InboxPage }
  | { readonly kind: 'failed'; readonly request: number; readonly error: HeliographError }
  | { readonly kind: 'message'; readonly message: InboxMessage }
  | { readonly kind: 'counted'; readonly unread: number }
  | { readonly kind: 'changing'; readonly key: number; readonly ids: readonly string[] | 'all' }
  | { readonly kind: 'changed' | 'refused'; readonly key: number }
  /** The counts that come from now on have all changes in them that are done. */
  | { readonly kind: 'settled' };

/** Before anything is known. */
export const EMPTY_INBOX: InboxState = {
  phase: 'loading', error: undefined, items: [], unread: 0, isTold: false, next: undefined, end: undefined,
  request: undefined, meanwhile: [], changes: [], limit: Infinity,
};

/**
 * The inbox after an event. A pure function. Page and live stream are joined by id: what is stored is told after it was stored, so whatever a
 * page does not have comes as a message, and may do so before the page is there.
 */
export function reduceInbox(state: InboxState, event: InboxEvent): InboxState {
  switch (event.kind) {
    case 'asked':
      return { ...state, request: event.request, meanwhile: [] };
    case 'loaded':
    case 'older':
    case 'failed':
      return event.request === state.request ? answered(state, event) : state;
    case 'message':
    case 'counted':
      return told({ ...state, meanwhile: state.request === undefined ? [] : [...state.meanwhile, event] }, event);
    case 'changing':
      return changing(state, event);
    case 'changed':
      return changed(state, event.key);
    case 'refused':
      return refused(state, event.key);
    case 'settled':
      return withChanges(state, state.changes.filter(({ isDone }) => !isDone));
  }
}

/** The items as they are to be shown: with the changes that have no answer yet. */
export function shownItems({ items, changes }: InboxState): readonly InboxItem[] {
  return changes.reduce(applied, items);
}

/** The number of unread items as it is to be shown. */
export function shownUnread({ unread, limit }: InboxState): number {
  return Math.max(0, Math.min(unread, limit));
}

function answered(state: InboxState, event: InboxEvent & { kind: 'loaded' | 'older' | 'failed' }): InboxState {
  const done = { ...state, request: undefined, meanwhile: [] };
  if (event.kind === 'failed') {
    return { ...done, phase: state.phase === 'ready' ? 'ready' : 'failed', error: event.error };
  }
  const { unread, next } = event.page;
  const items = event.page.items.map(itemOf);
  const end = next === null ? undefined : (items.at(-1) ?? state.end);
  const page = { ...done, phase: 'ready', error: undefined, items, next: next ?? undefined, end } as const;
  const joined = event.kind === 'loaded'
    ? { ...page, unread }
    : { ...page, items: merged(state.items, items) };
  return state.meanwhile.reduce(told, joined);
}

function told(state: InboxState, event: InboxEvent & { kind: 'message' | 'counted' }): InboxState {
  return event.kind === 'message'
    ? arrived(state, event.message)
    : { ...state, unread: event.unread, isTold: true };
}

function arrived(state: InboxState, { type, data }: InboxMessage): InboxState {
  switch (type) {
    case 'notification': {
      const { replaces = [], ...notification } = data as Notification;
      const without = removed(state, replaces);
      const items = withArrived(without.items, itemOf(notification), without.end);
      return items === without.items ? without : { ...counting(without, [itemOf(notification)], 1), items };
    }
    case 'notification.read':
      return marked(state, idsOf(data));
    case 'notification.unread':
      return unmarked(state, idsOf(data));
    case 'notification.retracted':
      return removed(state, idsOf(data));
    default:
      return state;
  }
}

function removed(state: InboxState, ids: readonly string[]): InboxState {
  const gone = state.items.filter(({ id }) => ids.includes(id));
  return gone.length === 0 ? state : { ...counting(state, gone, -1), items: state.items.filter((item) => !gone.includes(item)) };
}

/** The server says that these are read. */
function marked(state: InboxState, ids: readonly string[]): InboxState {
  const hits = state.items.filter((item) => ids.includes(item.id) && !item.read);
  return hits.length === 0 ? state : { ...counting(state, hits, -1), items: applied(state.items, { ids: new Set(ids) }) };
}

/** The server says that these are unread again; what is on its way there still goes before. */
function unmarked(state: InboxState, ids: readonly string[]): InboxState {
  const without = (known: ReadonlySet<string>): ReadonlySet<string> => new Set([...known].filter((id) => !ids.includes(id)));
  const changes = state.changes.map((change) => (change.isDone ? { ...change, ids: without(change.ids) } : change));
  const hits = state.items.filter((item) => ids.includes(item.id) && item.read);
  const unread = hits.map((item) => ({ ...item, read: false }));
  const items = state.items.map((item) => (hits.includes(item) ? { ...item, read: false } : item));
  return hits.length === 0 ? state : { ...counting({ ...state, changes }, unread, 1), items };
}

function changing(state: InboxState, { key, ids }: InboxEvent & { kind: 'changing' }): InboxState {
  const concerned = new Set(ids === 'all' ? state.items.map(({ id }) => id) : ids);
  const shown = shownUnread(state);
  const count = ids === 'all' ? shown : unreadOf(shownItems(state).filter(({ id }) => concerned.has(id)));
  return { ...state, changes: [...state.changes, { key, ids: concerned, count, isDone: false }], limit: shown - count };
}

function changed(state: InboxState, key: number): InboxState {
  const changes = state.changes.map((change) => (change.key === key ? { ...change, isDone: true } : change));
  return { ...state, items: changes.filter(({ isDone }) => isDone).reduce(applied, state.items), unread: shownUnread(state), changes };
}

function refused(state: InboxState, key: number): InboxState {
  const { count } = state.changes.find((change) => change.key === key)!;
  return withChanges({ ...state, limit: state.limit + count }, state.changes.filter((change) => change.key !== key));
}

function withChanges(state: InboxState, changes: readonly Change[]): InboxState {
  return { ...state, changes, limit: changes.length === 0 ? Infinity : state.limit };
}

/** Counts unread items in or out: here as long as the server does not, and always for the limit, which has in it what changes concern. */
function counting(state: InboxState, items: readonly InboxItem[], sign: 1 | -1): InboxState {
  const unread = state.isTold ? state.unread : Math.max(0, state.unread + sign * unreadOf(items));
  return { ...state, unread, limit: state.limit + sign * unreadOf(state.changes.reduce(applied, items)) };
}

function applied(items: readonly InboxItem[], { ids }: Pick<Change, 'ids'>): readonly InboxItem[] {
  return items.map((item) => (ids.has(item.id) && !item.read ? { ...item, read: true } : item));
}

const unreadOf = (items: readonly InboxItem[]): number => items.filter(({ read }) => !read).length;

function itemOf({ createdAt: time, read = false, ...content }: Notification): InboxItem {
  return { ...content, time, read };
}

const idsOf = (data: unknown): readonly string[] => (data as { ids?: readonly string[] } | null)?.ids ?? [];
