import type { HeliographError } from '../../errors.js';
import type { HistoryPage, Subscription } from '../../subscription/subscription.js';
import { channelOf, type Channels } from '../channels.js';
import type { Http } from '../http.js';
import { Loading, MAX_ITEMS, type PagedOptions, type PageReader } from '../loading.js';
import { Cell, type Store } from '../store.js';
import { shownUnread } from './changes.js';
import { EVERYONE, MAX_FOR_EVERYONE, type EveryoneEvent } from './everyone.js';
import type { Explanation, InboxItem, InboxPage } from './item.js';
import { EMPTY_INBOX, reduceInbox, shownItems, type InboxEvent, type InboxState, type Target } from './reducer.js';
import { Timing } from './timing.js';

const LIMIT = 20;
const MAX_LIMIT = 200;

/** What an inbox is made with. */
export interface InboxOptions extends PagedOptions {
  /** Whether `items` has of each group only its newest, with its {@link InboxItem.stack}. Default: false. */
  readonly stacked?: boolean;
  /** For tests; milliseconds since 1970. */
  readonly wallClock?: () => number;
}

/** What a bell shows. */
export interface InboxSnapshot {
  /** `failed`: nothing could be loaded; if `error` is temporary, it is tried again. Live notifications are shown in any phase. */
  readonly phase: 'loading' | 'ready' | 'failed';
  /** What the last attempt to load failed with; undefined after one that did not. */
  readonly error: HeliographError | undefined;
  /** The newest first; what is for everyone among them. */
  readonly items: readonly InboxItem[];
  /** Of the whole inbox, not only of `items`. */
  readonly unread: number;
  /** Whether {@link Inbox.more} has something. */
  readonly hasMore: boolean;
}

/**
 * The notifications of the client's user: a page of the inbox, and from then on what comes on the user's own channel; and the newest 100 for
 * everyone, which are in no inbox. What has expired, by the clock of this device, is not shown any more.
 */
export class Inbox implements Store<InboxSnapshot> {
  readonly subscribe: Store<InboxSnapshot>['subscribe'];
  readonly getSnapshot: Store<InboxSnapshot>['getSnapshot'];
  readonly #cell: Cell<InboxState, InboxSnapshot>;
  readonly #http: Http;
  readonly #limit: number;
  readonly #stacked: boolean;
  readonly #loading: Loading;
  readonly #past: Loading;
  readonly #timing: Timing;
  readonly #stopWaiting: () => void;
  #subscriptions: readonly Subscription[] = [];
  #changes = 0;

  /** Made by {@link inbox}. */
  constructor(channels: Channels, options: InboxOptions) {
    const { http, limit = LIMIT, stacked = false } = options;
    this.#cell = new Cell({ ...EMPTY_INBOX, isStacked: stacked }, show);
    this.subscribe = this.#cell.subscribe;
    this.getSnapshot = this.#cell.getSnapshot;
    this.#http = http;
    this.#limit = limit;
    this.#stacked = stacked;
    this.#loading = new Loading(options);
    this.#past = new Loading(options);
    this.#timing = new Timing(options, (event) => this.#apply(event), () => this.#refresh());
    this.#stopWaiting = channels.on('state', () => this.#follow(channels));
    this.#follow(channels);
    this.reload();
  }

  /** Reads the first page anew; what is shown stays until it is there. */
  reload(): void {
    this.#loading.start(this.#reader('loaded'));
  }

  /** Adds the next page; does nothing when there is none, or a page is being read. Rejects with a HeliographError. */
  async more(): Promise<void> {
    const { next, request } = this.#cell.state;
    if (next !== undefined && request === undefined) {
      await this.#loading.once(this.#reader('older', { after: next }));
    }
  }

  /** Adds the next ones of a stack to its `items`; does nothing when all are there. Rejects with a HeliographError. */
  async expand(group: string): Promise<void> {
    const rest = this.#cell.state.rests.get(group);
    if (rest !== undefined) {
      await this.#loading.afterwards(this.#reader('expanded', { group, after: rest.next }));
    }
  }

  /**
   * Marks a notification as read, here at once and then on all devices of the user. Rejects with a HeliographError, after taking it back here,
   * when the server does not do it: `not_found` for what the inbox does not show, and for what is for everyone.
   */
  markRead(id: string): Promise<void> {
    return this.#change(true, { ids: [id] }, `${encodeURIComponent(id)}/read`);
  }

  /** Marks all as read, also those that are not loaded, or all of a group; as {@link markRead}. */
  markAllRead(group?: string): Promise<void> {
    return typeof group === 'string'   // and not the event of a button whose handler this is
      ? this.#change(true, { group }, `read-all?group=${encodeURIComponent(group)}`)
      : this.#change(true, 'all', 'read-all');
  }

  /**
   * Marks 1 to 200 notifications as unread that were read, here at once and then on all devices of the user; as {@link markRead}. `not_found` when
   * the inbox shows none of them.
   */
  markUnread(ids: readonly string[]): Promise<void> {
    return this.#change(false, { ids }, 'unread', { ids });
  }

  /** Why a notification is where it is, also one that is not in the inbox. Rejects with a HeliographError. */
  why(id: string): Promise<Explanation> {
    return this.#http('GET', `/notifications/${encodeURIComponent(id)}/why`) as Promise<Explanation>;
  }

  close(): void {
    this.#stopWaiting();
    this.#loading.stop();
    this.#past.stop();
    this.#timing.stop();
    this.#subscriptions.forEach((subscription) => subscription.unsubscribe());
  }

  /** Subscribes as soon as the user is known. Where an own channel goes on, nothing is missing: after this device's last acknowledgement. */
  #follow(channels: Channels): void {
    if (this.#subscriptions.length > 0 || channels.user === undefined) {
      return;
    }
    this.#stopWaiting();
    const own = channels.subscribe(channelOf('user', channels.user));
    const everyone = channels.subscribe(EVERYONE);
    this.#subscriptions = [own, everyone];
    own.on('message', (message) => {
      this.#apply({ kind: 'message', message });
      if (this.#cell.state.items.length > MAX_ITEMS && this.#cell.state.request === undefined) {
        this.reload();
      }
    });
    own.on('state', ({ changed, complete }) => (complete || changed.includes('unread')) && this.#count(own));
    own.on('gap', ({ position }) => position !== undefined && this.reload());
    this.#count(own);   // somebody else may have subscribed before
    everyone.on('message', (message) => this.#applyToEveryone({ kind: 'message', message }));
    everyone.on('gap', ({ position }) => position !== undefined && this.#recall(everyone));
    this.#recall(everyone);
  }

  #count({ state }: Subscription): void {
    const told = state.get('unread')?.data as { unread?: unknown } | undefined;
    if (typeof told?.unread === 'number') {
      this.#apply({ kind: 'counted', unread: told.unread });
    }
  }

  #recall(everyone: Subscription): void {
    this.#past.start<HistoryPage>({
      asked: (request) => this.#applyToEveryone({ kind: 'asked', request }),
      read: () => everyone.history({ limit: MAX_FOR_EVERYONE }),
      arrived: (request, { messages }) => this.#applyToEveryone({ kind: 'past', request, messages }),
      failed: (request) => this.#applyToEveryone({ kind: 'failed', request }),
    });
  }

  #reader(
    kind: 'loaded' | 'older' | 'refreshed' | 'expanded',
    { group, after, limit = this.#limit }: { readonly group?: string; readonly after?: string | undefined; readonly limit?: number } = {},
  ): PageReader<InboxPage> {
    const part = group !== undefined ? `&group=${encodeURIComponent(group)}` : this.#stacked ? '&stacked=true' : '';
    const start = after === undefined ? '' : `&after=${encodeURIComponent(after)}`;
    return {
      asked: (request) => this.#apply({ kind: 'asked', request }),
      read: async () => {
        const page = (await this.#http('GET', `/notifications?limit=${limit}${part}${start}`)) as InboxPage;
        return { items: [...page.items], unread: page.unread, next: page.next };
      },
      arrived: (request, page) => {
        if (this.#stacked) {
          this.#timing.answered();
        }
        this.#apply({ kind, request, page, group: group! } as InboxEvent);
      },
      failed: (request, error) => this.#apply({ kind: 'failed', request, error }),
    };
  }

  async #change(read: boolean, target: Target, path: string, body?: object): Promise<void> {
    const key = ++this.#changes;
    this.#apply({ kind: 'changing', key, read, target });
    try {
      await this.#http('POST', `/notifications/${path}`, body);
      this.#timing.answered();
      this.#apply({ kind: 'changed', key });
    } catch (error) {
      this.#apply({ kind: 'refused', key });
      throw error;
    }
  }

  #applyToEveryone(event: EveryoneEvent): void {
    this.#apply({ kind: 'everyone', event });
  }

  #apply(event: InboxEvent): void {
    this.#cell.set(reduceInbox(reduceInbox(this.#cell.state, event), this.#timing.expired));
    this.#timing.follow(this.#cell.state);
  }

  /** Reads as many stacks as are shown, unless a page is being read: then later, and also when it fails. */
  #refresh(): void {
    const { isStale, request, items } = this.#cell.state;
    if (isStale && request === undefined) {
      const limit = Math.min(MAX_LIMIT, Math.max(this.#limit, new Set(items.map(({ id, group = id }) => group)).size));
      this.#loading.once(this.#reader('refreshed', { limit })).catch(() => undefined);
    }
  }
}

function show(state: InboxState): InboxSnapshot {
  const { phase, error, next } = state;
  return { phase, error, items: shownItems(state), unread: shownUnread(state), hasMore: next !== undefined };
}

/** The inbox of the client's user. */
export function inbox(client: Channels, options: InboxOptions): Inbox {
  return new Inbox(client, options);
}
