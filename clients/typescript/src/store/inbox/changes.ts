import { unreadOf, type InboxItem } from './item.js';

/** Items that were asked to be marked as read or as unread; shown as if they were. */
export interface Change {
  readonly key: number;
  readonly read: boolean;
  readonly ids: ReadonlySet<string>;
  /** Groups of which also what is not loaded is meant. */
  readonly groups: ReadonlySet<string>;
  /** By how much it moved {@link Counted.floor} and {@link Counted.limit}. */
  readonly moved: number;
  /** Whether the server has done it. */
  readonly isDone: boolean;
}

/** The number of unread items, and what is on its way to change it. */
export interface Counted {
  readonly unread: number;
  /** Whether the server tells its count on the channel, so that what comes is not to be counted here. */
  readonly isTold: boolean;
  /** Without an answer yet, or not settled. */
  readonly changes: readonly Change[];
  /**
   * No fewer, and no more, are shown as unread while there are changes. The server counts apart from its answers, so a count that comes before one,
   * or soon after it, may not have the change in it; by these it does not show.
   */
  readonly floor: number;
  readonly limit: number;
}

/** Nothing is unread, and nothing on its way. */
export const NONE_COUNTED: Counted = { unread: 0, isTold: false, changes: [], floor: -Infinity, limit: Infinity };

/** The number of unread items as it is to be shown. */
export function shownUnread({ unread, floor, limit }: Counted): number {
  return Math.max(0, Math.min(Math.max(unread, floor), limit));
}

/** Adds a change, of which `count` items are shown otherwise from now on. */
export function withChange<State extends Counted>(state: State, change: Omit<Change, 'moved' | 'isDone'>, count: number): State {
  const moved = change.read ? -count : count;
  const shown = shownUnread(state) + moved;
  return {
    ...state,
    changes: [...state.changes, { ...change, moved, isDone: false }],
    floor: change.read ? state.floor + moved : shown,
    limit: change.read ? shown : state.limit + moved,
  };
}

/** Takes a change back that the server did not do. */
export function withoutChange<State extends Counted>(state: State, key: number): State {
  const { moved } = state.changes.find((change) => change.key === key)!;
  const taken = { ...state, floor: state.floor - moved, limit: state.limit - moved };
  return withChanges(taken, state.changes.filter((change) => change.key !== key));
}

/** The counts that come from now on have all changes in them that are done. */
export function settled<State extends Counted>(state: State): State {
  return withChanges(state, state.changes.filter(({ isDone }) => !isDone));
}

function withChanges<State extends Counted>(state: State, changes: readonly Change[]): State {
  return changes.length === 0 ? { ...state, changes, floor: -Infinity, limit: Infinity } : { ...state, changes };
}

/** Counts items that were `before` and are `after` now: here as long as the server does not, and always for what changes concern. */
export function counting<State extends Counted>(state: State, before: readonly InboxItem[], after: readonly InboxItem[]): State {
  const moved = unreadOf(state.changes.reduce(applied, after)) - unreadOf(state.changes.reduce(applied, before));
  const unread = state.isTold ? state.unread : Math.max(0, state.unread + unreadOf(after) - unreadOf(before));
  return { ...state, unread, floor: state.floor + moved, limit: state.limit + moved };
}

/** The server says that these are read, or unread; what is on its way there still goes before. */
export function contradicted(changes: readonly Change[], ids: readonly string[], read: boolean): readonly Change[] {
  return changes.map((change) => (change.isDone && change.read !== read ? { ...change, ids: new Set([...change.ids].filter((id) => !ids.includes(id))) } : change));
}

/** The items with a change. */
export function applied(items: readonly InboxItem[], { ids, read }: Pick<Change, 'ids' | 'read'>): readonly InboxItem[] {
  return items.map((item) => (ids.has(item.id) && item.read !== read ? { ...item, read } : item));
}
