import type { HeliographError } from '../../errors.js';
import { merged, withArrived, type Listed } from '../sorting.js';

/** What an activity is about. */
export interface ActivityObject {
  readonly type: string;
  readonly id: string;
  readonly title?: string;
  readonly url?: string;
}

/** Somebody did something, docs/events.md §3.3. Texts are to be shown as text, never as markup. */
export interface Activity {
  readonly id: string;
  /** RFC 3339. */
  readonly time: string;
  readonly actor: { readonly id: string; readonly name?: string; readonly avatar?: string; readonly type?: string };
  readonly verb: string;
  readonly object: ActivityObject;
  readonly target?: ActivityObject;
  readonly feeds: readonly string[];
  readonly content?: string;
  readonly foreign_id?: string;
  readonly data?: object;
  readonly visibility: 'public' | 'followers' | { readonly users: readonly string[] };
}

/** How many activities of a timeline the user has not seen. */
export interface Unseen {
  readonly unseen: number;
  /** There are more than are counted. */
  readonly more?: boolean;
}

/** A page of `GET /timeline` or `GET /feeds/{id}/activities`. */
export interface FeedPage {
  readonly items: readonly Activity[];
  readonly next?: string;
  readonly previous?: string;
  readonly channel: string;
  readonly position: string;
  /** Of a timeline. */
  readonly unseen?: Unseen;
  /** Of a timeline: channels of feeds with very many followers, whose activities are not told on that of the timeline. */
  readonly merged?: readonly string[];
}

/** What is known of a feed. */
export interface FeedState {
  readonly phase: 'loading' | 'ready' | 'failed';
  readonly error: HeliographError | undefined;
  readonly items: readonly Activity[];
  readonly next: string | undefined;
  /** The last item of the oldest page; undefined when there is no next one. */
  readonly end: Listed | undefined;
  readonly previous: string | undefined;
  /** As the server has it; undefined of a feed, which has no count. */
  readonly unseen: Unseen | undefined;
  /** Counts that were asked for and have no answer yet, the last one is shown. */
  readonly seeing: readonly { readonly key: number; readonly unseen: Unseen }[];
  /** The present request for a page; what an older one comes to does not count. */
  readonly request: number | undefined;
  /** What came since that was made: it may be older than the page, or newer. */
  readonly meanwhile: readonly (FeedEvent & { readonly kind: 'message' | 'counted' })[];
}

/** What happens to a feed. */
export type FeedEvent =
  | { readonly kind: 'asked'; readonly request: number }
  | { readonly kind: 'loaded' | 'older' | 'newer'; readonly request: number; readonly page: FeedPage }
  | { readonly kind: 'failed'; readonly request: number; readonly error: HeliographError }
  | { readonly kind: 'denied'; readonly error: HeliographError }
  | { readonly kind: 'message'; readonly type: string; readonly data: unknown }
  | { readonly kind: 'counted'; readonly unseen: Unseen }
  | { readonly kind: 'seeing'; readonly key: number; readonly upTo: string | undefined }
  | { readonly kind: 'saw' | 'refused'; readonly key: number };

/** Before anything is known. */
export const EMPTY_FEED: FeedState = {
  phase: 'loading', error: undefined, items: [], next: undefined, end: undefined, previous: undefined, unseen: undefined, seeing: [], request: undefined,
  meanwhile: [],
};

/**
 * The feed after an event. A pure function. Page and live stream are joined by id: the position of a page was taken before the page was read,
 * so both may have an activity, and none is missing.
 */
export function reduceFeed(state: FeedState, event: FeedEvent): FeedState {
  switch (event.kind) {
    case 'asked':
      return { ...state, request: event.request, meanwhile: [] };
    case 'loaded':
    case 'older':
    case 'newer':
    case 'failed':
      return event.request === state.request ? answered(state, event) : state;
    case 'denied':
      return { ...state, error: event.error };
    case 'message':
    case 'counted':
      return told({ ...state, meanwhile: state.request === undefined ? [] : [...state.meanwhile, event] }, event);
    case 'seeing':
      return { ...state, seeing: [...state.seeing, { key: event.key, unseen: { unseen: newerThan(state, event.upTo) } }] };
    case 'saw':
      return { ...state, unseen: state.seeing.find(({ key }) => key === event.key)?.unseen ?? state.unseen, seeing: without(state, event.key) };
    case 'refused':
      return { ...state, seeing: without(state, event.key) };
  }
}

/** The count as it is to be shown. */
export function shownUnseen({ unseen, seeing }: FeedState): Unseen | undefined {
  return seeing.at(-1)?.unseen ?? unseen;
}

function answered(state: FeedState, event: FeedEvent & { kind: 'loaded' | 'older' | 'newer' | 'failed' }): FeedState {
  const done = { ...state, request: undefined, meanwhile: [] };
  if (event.kind === 'failed') {
    return { ...done, phase: state.phase === 'ready' ? 'ready' : 'failed', error: event.error };
  }
  return state.meanwhile.reduce(told, { ...done, phase: 'ready', error: undefined, ...joined(state, event.kind, event.page) });
}

function joined(state: FeedState, kind: 'loaded' | 'older' | 'newer', page: FeedPage): Partial<FeedState> {
  const end = page.next === undefined ? undefined : (page.items.at(-1) ?? state.end);
  switch (kind) {
    case 'loaded':
      return { items: page.items, previous: page.previous, next: page.next, end, unseen: page.unseen };
    case 'older':
      return { items: merged(state.items, page.items), next: page.next, end };
    case 'newer':
      return { items: merged(page.items, state.items), previous: page.previous ?? state.previous };
  }
}

function told(state: FeedState, event: FeedEvent & { kind: 'message' | 'counted' }): FeedState {
  if (event.kind === 'counted') {
    return { ...state, unseen: event.unseen, seeing: [] };   // whatever was asked is in it, or in the next one
  }
  const activity = event.data as Activity;
  switch (event.type) {
    case 'activity.added':
      return { ...state, items: withArrived(state.items, activity, state.end) };
    case 'activity.updated':
      return { ...state, items: state.items.map((item) => (item.id === activity.id ? activity : item)) };
    case 'activity.removed':
      return { ...state, items: state.items.filter((item) => item.id !== activity.id) };
    default:
      return state;
  }
}

function newerThan({ items }: FeedState, id: string | undefined): number {
  return id === undefined ? 0 : Math.max(0, items.findIndex((item) => item.id === id));
}

const without = ({ seeing }: FeedState, key: number): FeedState['seeing'] => seeing.filter((other) => other.key !== key);
