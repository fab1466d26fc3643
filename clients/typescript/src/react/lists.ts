import { useMemo } from 'react';
import { Feed, feed, timeline, type FeedSnapshot } from '../store/feed/feed.js';
import { Inbox, inbox, type InboxOptions, type InboxSnapshot } from '../store/inbox/inbox.js';
import { useHeliograph } from './provider.js';
import { useHttp, useStore } from './store.js';

const EMPTY = { phase: 'loading', error: undefined, items: [], hasMore: false } as const;
const EMPTY_INBOX: InboxSnapshot = { ...EMPTY, unread: 0 };
const EMPTY_FEED: FeedSnapshot = { ...EMPTY, unseen: undefined };

/** What components may have an inbox do; the functions stay the same ones. */
export type InboxActions = Pick<Inbox, 'markRead' | 'markAllRead' | 'markUnread' | 'more' | 'expand' | 'why' | 'reload'>;

/** The notifications of the client's user; with `stacked`, of each group only its newest, with its `stack`. */
export function useInbox({ stacked = false }: Pick<InboxOptions, 'stacked'> = {}): InboxSnapshot & InboxActions {
  const { client } = useHeliograph();
  const http = useHttp();
  const { snapshot, withStore } = useStore(`inbox:${stacked}`, () => inbox(client, { http, stacked }), EMPTY_INBOX);
  const actions = useMemo<InboxActions>(() => ({
    markRead: (id) => withStore((store) => store.markRead(id)),
    markAllRead: (group) => withStore((store) => store.markAllRead(group)),
    markUnread: (ids) => withStore((store) => store.markUnread(ids)),
    expand: (group) => withStore((store) => store.expand(group)),
    more: () => withStore((store) => store.more()),
    why: (id) => withStore((store) => store.why(id)),
    reload: () => void withStore((store) => store.reload()).catch(() => undefined),
  }), [withStore]);
  return { ...snapshot, ...actions };
}

/** What components may have a feed do; the functions stay the same ones. */
export type FeedActions = Pick<Feed, 'more' | 'newer' | 'seen' | 'reload'>;

/** The timeline of the client's user. */
export function useTimeline(): FeedSnapshot & FeedActions {
  const { client } = useHeliograph();
  const http = useHttp();
  return useActivities('timeline', () => timeline(client, { http }));
}

/** A feed. */
export function useFeed(id: string): FeedSnapshot & FeedActions {
  const { client } = useHeliograph();
  const http = useHttp();
  return useActivities(`feed:${id}`, () => feed(client, id, { http }));
}

function useActivities(key: string, make: () => Feed): FeedSnapshot & FeedActions {
  const { snapshot, withStore } = useStore(key, make, EMPTY_FEED);
  const actions = useMemo<FeedActions>(() => ({
    more: () => withStore((store) => store.more()),
    newer: () => withStore((store) => store.newer()),
    seen: (upTo) => withStore((store) => store.seen(upTo)),
    reload: () => void withStore((store) => store.reload()).catch(() => undefined),
  }), [withStore]);
  return { ...snapshot, ...actions };
}
