import { SYSTEM_CLOCK, type Clock } from '../../clock.js';
import type { HeliographError } from '../../errors.js';
import type { Subscription } from '../../subscription/subscription.js';
import { channelOf, type Channels } from '../channels.js';
import type { Http } from '../http.js';
import { Loading, MAX_ITEMS, type PagedOptions, type PageReader } from '../loading.js';
import { Cell, type Store } from '../store.js';
import { EMPTY_INBOX, reduceInbox, shownItems, shownUnread, type Explanation, type InboxEvent, type InboxItem, type InboxPage, type InboxState } from './reducer.js';

const LIMIT = 20;
/** After an answer: the server tells its count within a second. */
const SETTLES_AFTER_MS = 2_000;

/** What a bell shows. */
export interface InboxSnapshot {
  /** `failed`: nothing could be loaded; if `error` is temporary, it is tried again. Live notifications are shown in any phase. */
  readonly phase: 'loading' | 'ready' | 'failed';
  /** What the last attempt to load failed with; undefined after one that did not. */
  readonly error: HeliographError | undefined;
  /** The newest first. */
  readonly items: readonly InboxItem[];
  /** Of the whole inbox, not only of `items`. */
  readonly unread: number;
  /** Whether {@link Inbox.more} has something. */
  readonly hasMore: boolean;
}

/** The notifications of the client's user: a page of the inbox, and from then on what comes on the user's own channel. */
export class Inbox implements Store<InboxSnapshot> {
  readonly subscribe: Store<InboxSnapshot>['subscribe'];
  readonly getSnapshot: Store<InboxSnapshot>['getSnapshot'];
  readonly #cell = new Cell<InboxState, InboxSnapshot>(EMPTY_INBOX, show);
  readonly #http: Http;
  readonly #limit: number;
  readonly #clock: Clock;
  readonly #loading: Loading;
  readonly #stopWaiting: () => void;
  #subscription: Subscription | undefined;
  #changes = 0;
  #settling: unknown;

  /** Made by {@link inbox}. */
  constructor(channels: Channels, options: PagedOptions) {
    this.subscribe = this.#cell.subscribe;
    this.getSnapshot = this.#cell.getSnapshot;
    this.#http = options.http;
    this.#limit = options.limit ?? LIMIT;
    this.#clock = options.clock ?? SYSTEM_CLOCK;
    this.#loading = new Loading(options);
    this.#stopWaiting = channels.on('state', () => this.#follow(channels));
    this.#follow(channels);
    this.reload();
  }

  /** Reads the first page anew; what is shown stays until it is there. */
  reload(): void {
    this.#loading.start(this.#reader('loaded', ''));
  }

  /** Adds the next page; does nothing when there is none, or a page is being read. Rejects with a HeliographError. */
  async more(): Promise<void> {
    const { next, request } = this.#cell.state;
    if (next !== undefined && request === undefined) {
      await this.#loading.once(this.#reader('older', `&after=${encodeURIComponent(next)}`));
    }
  }

  /**
   * Marks a notification as read, here at once and then on all devices of the user. Rejects with a HeliographError, after taking it back here,
   * when the server does not do it.
   */
  markRead(id: string): Promise<void> {
    return this.#change([id], `/notifications/${encodeURIComponent(id)}/read`);
  }

  /** Marks all as read, also those that are not loaded; as {@link markRead}. */
  markAllRead(): Promise<void> {
    return this.#change('all', '/notifications/read-all');
  }

  /** Why a notification is where it is, also one that is not in the inbox. Rejects with a HeliographError. */
  why(id: string): Promise<Explanation> {
    return this.#http('GET', `/notifications/${encodeURIComponent(id)}/why`) as Promise<Explanation>;
  }

  close(): void {
    this.#stopWaiting();
    this.#loading.stop();
    this.#clock.clearTimeout(this.#settling);
    this.#subscription?.unsubscribe();
  }

  /** Subscribes as soon as the user is known. Where an own channel goes on, nothing is missing: after this device's last acknowledgement. */
  #follow(channels: Channels): void {
    if (this.#subscription !== undefined || channels.user === undefined) {
      return;
    }
    this.#stopWaiting();
    const subscription = channels.subscribe(channelOf('user', channels.user));
    this.#subscription = subscription;
    subscription.on('message', (message) => {
      this.#apply({ kind: 'message', message });
      if (this.#cell.state.items.length > MAX_ITEMS && this.#cell.state.request === undefined) {
        this.reload();
      }
    });
    subscription.on('state', ({ changed, complete }) => (complete || changed.includes('unread')) && this.#count(subscription));
    subscription.on('gap', ({ position }) => position !== undefined && this.reload());
    this.#count(subscription);   // somebody else may have subscribed before
  }

  #count({ state }: Subscription): void {
    const told = state.get('unread')?.data as { unread?: unknown } | undefined;
    if (typeof told?.unread === 'number') {
      this.#apply({ kind: 'counted', unread: told.unread });
    }
  }

  #reader(kind: 'loaded' | 'older', query: string): PageReader<InboxPage> {
    return {
      asked: (request) => this.#apply({ kind: 'asked', request }),
      read: async () => {
        const page = (await this.#http('GET', `/notifications?limit=${this.#limit}${query}`)) as InboxPage;
        return { items: [...page.items], unread: page.unread, next: page.next };
      },
      arrived: (request, page) => this.#apply({ kind, request, page }),
      failed: (request, error) => this.#apply({ kind: 'failed', request, error }),
    };
  }

  async #change(ids: readonly string[] | 'all', path: string): Promise<void> {
    const key = ++this.#changes;
    this.#apply({ kind: 'changing', key, ids });
    try {
      await this.#http('POST', path);
      this.#apply({ kind: 'changed', key });
      this.#clock.clearTimeout(this.#settling);
      this.#settling = this.#clock.setTimeout(() => this.#apply({ kind: 'settled' }), SETTLES_AFTER_MS);
    } catch (error) {
      this.#apply({ kind: 'refused', key });
      throw error;
    }
  }

  #apply(event: InboxEvent): void {
    this.#cell.set(reduceInbox(this.#cell.state, event));
  }
}

function show(state: InboxState): InboxSnapshot {
  const { phase, error, next } = state;
  return { phase, error, items: shownItems(state), unread: shownUnread(state), hasMore: next !== undefined };
}

/** The inbox of the client's user. */
export function inbox(client: Channels, options: PagedOptions): Inbox {
  return new Inbox(client, options);
}
