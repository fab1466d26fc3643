import { HeliographError } from '../../errors.js';
import type { Message, Subscription } from '../../subscription/subscription.js';
import type { Channels } from '../channels.js';
import type { Http } from '../http.js';
import { Loading, MAX_ITEMS, type PagedOptions, type PageReader } from '../loading.js';
import { Cell, type Store } from '../store.js';
import { EMPTY_FEED, reduceFeed, shownUnseen, type Activity, type FeedEvent, type FeedPage, type FeedState, type Unseen } from './reducer.js';

const LIMIT = 25;

/** Of the 200 channels of a connection, what a timeline may take beside its own. */
const MAX_MERGED = 20;

/** What a feed or a timeline shows. */
export interface FeedSnapshot {
  /** `failed`: nothing could be loaded; if `error` is temporary, it is tried again. */
  readonly phase: 'loading' | 'ready' | 'failed';
  /** Why there is nothing, or nothing new: what the last attempt to load failed with, or that the channel was denied. */
  readonly error: HeliographError | undefined;
  /** The newest first. */
  readonly items: readonly Activity[];
  /** Whether {@link Feed.more} has something. */
  readonly hasMore: boolean;
  /** What of a timeline was not seen yet; undefined of a feed. */
  readonly unseen: Unseen | undefined;
}

/** Activities, the newest first: a page, and from its position on what comes on its channel. */
export class Feed implements Store<FeedSnapshot> {
  readonly subscribe: Store<FeedSnapshot>['subscribe'];
  readonly getSnapshot: Store<FeedSnapshot>['getSnapshot'];
  readonly #cell = new Cell<FeedState, FeedSnapshot>(EMPTY_FEED, show);
  readonly #channels: Channels;
  readonly #path: string;
  readonly #http: Http;
  readonly #limit: number;
  readonly #loading: Loading;
  #subscription: Subscription | undefined;
  readonly #merged = new Map<string, Subscription>();
  #isPlaced = true;   // whether it is known where the subscription goes on
  #isClosed = false;
  #requests = 0;

  /** Made by {@link feed} and {@link timeline}. */
  constructor(channels: Channels, path: string, options: PagedOptions) {
    this.subscribe = this.#cell.subscribe;
    this.getSnapshot = this.#cell.getSnapshot;
    this.#channels = channels;
    this.#path = path;
    this.#http = options.http;
    this.#limit = options.limit ?? LIMIT;
    this.#loading = new Loading(options);
    this.reload();
  }

  /** Reads the first page anew; what is shown stays until it is there. */
  reload(): void {
    this.#loading.start(this.#reader('loaded', ''));
  }

  /** Adds the next, older page; does nothing when there is none, or a page is being read. Rejects with a HeliographError. */
  async more(): Promise<void> {
    const { next, request } = this.#cell.state;
    if (next !== undefined && request === undefined) {
      await this.#loading.once(this.#reader('older', `&after=${encodeURIComponent(next)}`));
    }
  }

  /**
   * Adds what is newer than the last page of this kind and was not told live: activities of feeds with very many followers. Does nothing while a
   * page is being read. Rejects with a HeliographError.
   */
  async newer(): Promise<void> {
    const { previous, request } = this.#cell.state;
    if (request === undefined) {
      await this.#loading.once(this.#reader('newer', previous === undefined ? '' : `&before=${encodeURIComponent(previous)}`));
    }
  }

  /**
   * Tells the server what of the timeline was seen: up to an activity, or all. Rejects with a HeliographError, after taking it back here, when
   * the server does not do it.
   */
  async seen(upTo?: string): Promise<void> {
    const key = ++this.#requests;
    this.#apply({ kind: 'seeing', key, upTo });
    try {
      await this.#http('PUT', `${this.#path}/seen`, upTo === undefined ? {} : { upTo });
      this.#apply({ kind: 'saw', key });
    } catch (error) {
      this.#apply({ kind: 'refused', key });
      throw error;
    }
  }

  close(): void {
    this.#isClosed = true;
    this.#loading.stop();
    this.#subscription?.unsubscribe();
    this.#merge([]);
  }

  #reader(kind: 'loaded' | 'older' | 'newer', query: string): PageReader<FeedPage> {
    return {
      asked: (request) => this.#apply({ kind: 'asked', request }),
      read: async () => {
        const page = (await this.#http('GET', `${this.#path}?limit=${this.#limit}${query}`)) as FeedPage;
        return { ...page, items: [...page.items] };
      },
      arrived: (request, page) => {
        this.#apply({ kind, request, page });
        if (!this.#isClosed) {
          this.#join(page);
          this.#merge(page.merged ?? []);
        }
      },
      failed: (request, error) => this.#apply({ kind: 'failed', request, error }),
    };
  }

  /** Goes on live from where the page stands. */
  #join(page: FeedPage): void {
    if (this.#subscription !== undefined) {
      return;
    }
    const subscription = this.#channels.subscribe(page.channel, { since: page.position });
    this.#follow(subscription);
    // If somebody else subscribed before, it goes on elsewhere, and what lies between came to them alone: the page is read again, as soon as
    // it is known where.
    this.#isPlaced = subscription.position !== undefined;
    if (this.#isPlaced && subscription.position !== page.position) {
      this.reload();
    }
  }

  /** Goes on live with feeds of very many followers, which are told on their own channels alone. */
  #merge(channels: readonly string[]): void {
    const wanted = channels.slice(0, MAX_MERGED);
    for (const [channel, subscription] of this.#merged) {
      if (!wanted.includes(channel)) {
        subscription.unsubscribe();
        this.#merged.delete(channel);
      }
    }
    for (const channel of wanted.filter((candidate) => !this.#merged.has(candidate))) {
      const subscription = this.#channels.subscribe(channel);
      this.#merged.set(channel, subscription);
      subscription.on('message', (message) => this.#tell(message));
      subscription.on('state', ({ complete }) => complete && void this.newer().catch(() => undefined));   // what came before it began
    }
  }

  #follow(subscription: Subscription): void {
    this.#subscription = subscription;
    subscription.on('message', (message) => this.#tell(message));
    subscription.on('state', ({ changed, complete }) => {
      if (complete || changed.includes('unseen')) {
        this.#count(subscription);
      }
      if (complete && !this.#isPlaced) {
        this.#isPlaced = true;
        this.reload();
      }
    });
    subscription.on('gap', ({ reason, position }) => {
      if (position === undefined) {
        this.#subscription = undefined;   // reload() tries again
        this.#apply({ kind: 'denied', error: new HeliographError(reason, `${subscription.channel} is not told live: ${reason}`, false) });
      } else {
        this.reload();
      }
    });
    this.#count(subscription);
  }

  #tell({ type, data }: Message): void {
    this.#apply({ kind: 'message', type, data });
    if (this.#cell.state.items.length > MAX_ITEMS && this.#cell.state.request === undefined) {
      this.reload();
    }
  }

  #count({ state }: Subscription): void {
    const told = state.get('unseen')?.data as Unseen | undefined;
    if (typeof told?.unseen === 'number') {
      this.#apply({ kind: 'counted', unseen: told });
    }
  }

  #apply(event: FeedEvent): void {
    this.#cell.set(reduceFeed(this.#cell.state, event));
  }
}

function show(state: FeedState): FeedSnapshot {
  const { phase, error, items, next } = state;
  return { phase, error, items, hasMore: next !== undefined, unseen: shownUnseen(state) };
}

/** A feed, of those that the user's token allows to subscribe to: what comes after `feed:` in its channel is its id. */
export function feed(client: Channels, id: string, options: PagedOptions): Feed {
  return new Feed(client, `/feeds/${encodeURIComponent(id)}/activities`, options);
}

/** The client's user's own timeline: what was done in the feeds that the user follows. */
export function timeline(client: Channels, options: PagedOptions): Feed {
  return new Feed(client, '/timeline', options);
}
