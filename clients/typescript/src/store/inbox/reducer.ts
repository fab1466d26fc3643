import type { HeliographError } from '../../errors.js';
import { byAge, merged, withArrived, type Listed } from '../sorting.js';
import {
  applied, contradicted, counting, NONE_COUNTED, settled, shownUnread, withChange, withoutChange, type Change, type Counted,
} from './changes.js';
import { NOTHING_FOR_EVERYONE, reduceEveryone, type EveryoneEvent, type EveryoneState } from './everyone.js';
import { expiryOf, idsOf, itemOf, unreadOf, type InboxItem, type InboxMessage, type InboxPage, type Notification } from './item.js';
import { mayBeOf, restsAfter, restsOf, restsRead, stacked, type Rest, type Rests } from './stacks.js';

/** What is known of an inbox. */
export interface InboxState extends Counted {
  readonly phase: 'loading' | 'ready' | 'failed';
  readonly error: HeliographError | undefined;
  /** As the server has them. */
  readonly items: readonly InboxItem[];
  readonly next: string | undefined;
  /** The last item of the last page; undefined when there is no next one. */
  readonly end: Listed | undefined;
  /** The present request for a page; what an older one comes to does not count. */
  readonly request: number | undefined;
  /** What came since that was made: it may be older than the page, or newer. */
  readonly meanwhile: readonly (InboxEvent & { readonly kind: 'message' | 'counted' })[];
  /** Whether pages have of each group only its newest. */
  readonly isStacked: boolean;
  /** What is not loaded of the groups of a stacked inbox. */
  readonly rests: Rests;
  /** Whether something came of which the rests cannot tell what it changes. */
  readonly isStale: boolean;
  /** Whether a page of stacks was joined with what was loaded a moment ago: what it counts may come as a message yet. */
  readonly isFresh: boolean;
  readonly everyone: EveryoneState;
}

/** What is to be marked: some, a group with all that is not loaded of it, or all. */
export type Target = { readonly ids: readonly string[] } | { readonly group: string } | 'all';

/** What happens to an inbox. */
export type InboxEvent =
  | { readonly kind: 'asked'; readonly request: number }
  /** The first page, the next one, and the first one again, to be joined with what is there. */
  | { readonly kind: 'loaded' | 'older' | 'refreshed'; readonly request: number; readonly page: InboxPage }
  | { readonly kind: 'expanded'; readonly request: number; readonly page: InboxPage; readonly group: string }
  | { readonly kind: 'failed'; readonly request: number; readonly error: HeliographError }
  | { readonly kind: 'message'; readonly message: InboxMessage }
  | { readonly kind: 'counted'; readonly unread: number }
  | { readonly kind: 'changing'; readonly key: number; readonly read: boolean; readonly target: Target }
  | { readonly kind: 'changed' | 'refused'; readonly key: number }
  /** What comes from now on is newer than all changes that are done, and all pages. */
  | { readonly kind: 'settled' }
  /** It is this late: milliseconds since 1970. */
  | { readonly kind: 'expired'; readonly at: number }
  | { readonly kind: 'everyone'; readonly event: EveryoneEvent };

/** Before anything is known. */
export const EMPTY_INBOX: InboxState = {
  ...NONE_COUNTED, phase: 'loading', error: undefined, items: [], next: undefined, end: undefined, request: undefined, meanwhile: [],
  isStacked: false, rests: new Map(), isStale: false, isFresh: false, everyone: NOTHING_FOR_EVERYONE,
};

type Answer = InboxEvent & { readonly kind: 'loaded' | 'older' | 'refreshed' | 'expanded' | 'failed' };

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
    case 'refreshed':
    case 'expanded':
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
      return withoutChange(state, event.key);
    case 'settled':
      return { ...settled(state), isFresh: false };
    case 'expired':
      return expired(state, event);
    case 'everyone':
      return { ...state, everyone: reduceEveryone(state.everyone, event.event) };
  }
}

/** The items as they are to be shown: with the changes that have no answer yet, and what is for everyone among them. */
export function shownItems({ items, changes, isStacked, rests, end, everyone }: InboxState): readonly InboxItem[] {
  const own = changes.reduce(applied, items);
  const reached = everyone.items.filter((item) => isReached(end, item));
  const shown = isStacked ? stacked(own, rests, changes) : own;
  return reached.length === 0 ? shown : merged(shown, reached);
}

/** Whether an item stands on the pages that were read. */
const isReached = (end: Listed | undefined, item: InboxItem): boolean => end === undefined || byAge(item, end) <= 0;

/** When the next item is not shown any more, in milliseconds since 1970; `Infinity` for never. */
export function nextExpiry({ items, everyone }: InboxState): number {
  return [...items, ...everyone.items].reduce((next, item) => Math.min(next, expiryOf(item)), Infinity);
}

function expired(state: InboxState, event: InboxEvent & { kind: 'expired' }): InboxState {
  return nextExpiry(state) > event.at
    ? state
    : { ...without(state, state.items.filter((item) => expiryOf(item) <= event.at)), everyone: reduceEveryone(state.everyone, event) };
}

function answered(state: InboxState, event: Answer): InboxState {
  const done = { ...state, request: undefined, meanwhile: [] };
  return event.kind === 'failed'
    ? { ...done, phase: state.phase === 'ready' ? 'ready' : 'failed', error: event.error }
    : state.meanwhile.reduce(told, joined({ ...done, phase: 'ready', error: undefined }, event, state.meanwhile.some(({ kind }) => kind === 'message')));
}

/** @param isMoved whether something came meanwhile: then what stacks of the page count and what is loaded of them may be of different moments */
function joined(state: InboxState, event: Exclude<Answer, { kind: 'failed' }>, isMoved: boolean): InboxState {
  const { unread, next } = event.page;
  const page = event.kind === 'refreshed' ? event.page.items.filter((item) => isReached(state.end, itemOf(item))) : event.page.items;
  const read = page.map(itemOf);
  const items = event.kind === 'loaded' ? read : merged(state.items, read);
  if (event.kind === 'expanded') {
    const known = new Set(state.items.map(({ id }) => id));
    return { ...state, items, rests: restsAfter(state.rests, event.group, read.filter(({ id }) => !known.has(id)), next) };
  }
  const rests = restsOf(page, items, event.kind === 'loaded' ? new Map() : state.rests);
  if (event.kind === 'refreshed') {
    return { ...state, items, rests, isStale: isMoved, isFresh: true };
  }
  const end = next === null ? undefined : (read.at(-1) ?? state.end);
  const turned = { ...state, items, rests, next: next ?? undefined, end };
  return event.kind === 'loaded'
    ? { ...turned, unread, isStale: false, isFresh: false }
    : doubtingIf({ ...turned, isFresh: state.isStacked }, state.isStacked && isMoved);
}

function told(state: InboxState, event: InboxEvent & { kind: 'message' | 'counted' }): InboxState {
  return event.kind === 'message'
    ? arrived(state, event.message)
    : { ...state, unread: event.unread, isTold: true };
}

function arrived(state: InboxState, { type, data }: InboxMessage): InboxState {
  const ids = idsOf(data);
  switch (type) {
    case 'notification':
      return came(removed(state, (data as Notification).replaces ?? []), itemOf(data as Notification));
    case 'notification.read':
      return marked(state, ids, true);
    case 'notification.unread':
      return marked(state, ids, false);
    case 'notification.retracted':
      return removed(state, ids);
    default:
      return state;
  }
}

function came(state: InboxState, item: InboxItem): InboxState {
  const items = withArrived(state.items, item, state.end);
  const head = state.items.find(({ group }) => group !== undefined && group === item.group);
  const rest = state.rests.get(item.group!);
  if (items === state.items) {   // known, or older than the pages that were read: then it may be in the rest of a group that is shown
    return doubtingIf(state, state.isStacked && head !== undefined && !items.some(({ id }) => id === item.id));
  }
  if (rest !== undefined && head !== undefined && byAge(head, item) < 0) {   // the rest may have it
    return { ...state, items, rests: restsAfter(state.rests, head.group!, [item]), isStale: true };
  }
  const isOfOlderPage = state.isStacked && item.group !== undefined && head === undefined && state.next !== undefined;
  return doubtingIf({ ...counting(state, [], [item]), items }, isOfOlderPage);
}

function removed(state: InboxState, ids: readonly string[]): InboxState {
  return without(doubting(state, ids, ({ count }) => count > 0), state.items.filter(({ id }) => ids.includes(id)));
}

function without(state: InboxState, gone: readonly InboxItem[]): InboxState {
  if (gone.length === 0) {
    return state;
  }
  const items = state.items.filter((item) => !gone.includes(item));
  const isHeadless = gone.some(({ group }) => group !== undefined && state.rests.has(group) && !items.some((item) => item.group === group));
  return doubtingIf({ ...counting(state, gone, []), items }, isHeadless || isTooFresh(state, gone));
}

/** The server says that these are read, or unread. */
function marked(before: InboxState, ids: readonly string[], read: boolean): InboxState {
  const state = doubting(before, ids, ({ count, unread }) => (read ? unread > 0 : unread < count));
  const hits = state.items.filter((item) => ids.includes(item.id) && item.read !== read);
  if (hits.length === 0) {
    return state;
  }
  const change = { ids: new Set(ids), read };
  const changes = contradicted(state.changes, ids, read);
  return doubtingIf({ ...counting({ ...state, changes }, hits, applied(hits, change)), items: applied(state.items, change) }, isTooFresh(state, hits));
}

/** What is not loaded may be in a rest. */
function doubting(state: InboxState, ids: readonly string[], isConcerned: (rest: Rest) => boolean): InboxState {
  const isUnknown = ids.some((id) => !state.items.some((item) => item.id === id));
  return doubtingIf(state, isUnknown && mayBeOf(state.rests, isConcerned));
}

const isTooFresh = ({ isFresh }: InboxState, items: readonly InboxItem[]): boolean => isFresh && items.some(({ group }) => group !== undefined);

const doubtingIf = (state: InboxState, isDoubtful: boolean): InboxState => (isDoubtful && !state.isStale ? { ...state, isStale: true } : state);

function changing(state: InboxState, { key, read, target }: InboxEvent & { kind: 'changing' }): InboxState {
  const change: Omit<Change, 'moved' | 'isDone'> = { key, read, ...meantBy(target, state) };
  return withChange(state, change, target === 'all' ? shownUnread(state) : concerned(state, change));
}

function meantBy(target: Target, { items, rests }: InboxState): Pick<Change, 'ids' | 'groups'> {
  if (target !== 'all' && 'ids' in target) {
    return { ids: new Set(target.ids), groups: new Set() };
  }
  const meant = target === 'all' ? items : items.filter(({ group }) => group === target.group);
  return { ids: new Set(meant.map(({ id }) => id)), groups: new Set(target === 'all' ? rests.keys() : [target.group]) };
}

/** How many items a change shows otherwise. */
function concerned(state: InboxState, { ids, groups, read }: Pick<Change, 'ids' | 'groups' | 'read'>): number {
  const meant = state.changes.reduce(applied, state.items).filter(({ id }) => ids.has(id));
  const unread = unreadOf(meant);
  const rest = [...groups].reduce((sum, group) => sum + (state.rests.get(group)?.unread ?? 0), 0);
  return read ? unread + rest : meant.length - unread;
}

function changed(state: InboxState, key: number): InboxState {
  const changes = state.changes.map((change) => (change.key === key ? { ...change, isDone: true } : change));
  const done = changes.filter(({ isDone }) => isDone);
  return {
    ...state,
    changes,
    items: done.reduce(applied, state.items),
    rests: done.reduce((rests, { groups }) => restsRead(rests, groups), state.rests),
    unread: shownUnread(state),
  };
}
