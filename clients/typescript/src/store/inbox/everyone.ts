import { merged } from '../sorting.js';
import { expiryOf, idsOf, itemOf, type InboxItem, type InboxMessage, type Notification } from './item.js';

/** The channel of what is for everyone, docs/events.md §3.1. */
export const EVERYONE = 'broadcast:all';
/** Of these, the newest are held. Also what a request for the channel's past may ask for. */
export const MAX_FOR_EVERYONE = 100;

/** What is known of the notifications for everyone: they are in no inbox, so that what was before is read from the channel's past. */
export interface EveryoneState {
  /** The newest first. */
  readonly items: readonly InboxItem[];
  /** The present request for the past. */
  readonly request: number | undefined;
  /** What came since that was made: it may be in the past that is answered, or not. */
  readonly meanwhile: readonly InboxMessage[];
}

/** What happens to them. */
export type EveryoneEvent =
  | { readonly kind: 'asked' | 'failed'; readonly request: number }
  | { readonly kind: 'past'; readonly request: number; readonly messages: readonly InboxMessage[] }
  | { readonly kind: 'message'; readonly message: InboxMessage }
  | { readonly kind: 'expired'; readonly at: number };

/** Before anything is known. */
export const NOTHING_FOR_EVERYONE: EveryoneState = { items: [], request: undefined, meanwhile: [] };

/** The notifications for everyone after an event. A pure function. */
export function reduceEveryone(state: EveryoneState, event: EveryoneEvent): EveryoneState {
  const { items, request, meanwhile } = state;
  switch (event.kind) {
    case 'asked':
      return { ...state, request: event.request, meanwhile: [] };
    case 'failed':
      return event.request === request ? { ...state, request: undefined, meanwhile: [] } : state;
    case 'past':
      return event.request === request ? { items: meanwhile.reduce(heard, event.messages.reduce(heardBefore, [])), request: undefined, meanwhile: [] } : state;
    case 'message':
      return { ...state, items: heard(items, event.message), meanwhile: request === undefined ? [] : [...meanwhile, event.message] };
    case 'expired':
      return { ...state, items: items.filter((item) => expiryOf(item) > event.at) };
  }
}

function heard(items: readonly InboxItem[], { type, data }: InboxMessage): readonly InboxItem[] {
  switch (type) {
    case 'notification': {
      const item = { ...itemOf(data as Notification), read: true, everyone: true } as const;
      return merged(items, [item]).slice(0, MAX_FOR_EVERYONE);
    }
    case 'notification.retracted':
      return items.filter(({ id }) => !idsOf(data).includes(id));
    default:
      return items;
  }
}

/** What was there before this screen is no news. */
function heardBefore(items: readonly InboxItem[], { type, data }: InboxMessage): readonly InboxItem[] {
  return heard(items, { type, data: type === 'notification' ? { ...(data as object), alert: false } : data });
}
