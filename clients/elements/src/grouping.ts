import type { FeedItem } from './stores.js';

const DAY_MS = 24 * 60 * 60 * 1_000;

/** Activities that are shown as one, the newest first; at least one. */
export type Group = readonly [FeedItem, ...FeedItem[]];

/**
 * Groups in the order of their newest items: what has the same verb and object belongs together, as on the server's pages, but nothing that is 24
 * hours older than the newest of its group.
 *
 * @param items the newest first
 */
export function groupsOf(items: readonly FeedItem[]): readonly Group[] {
  const groups: [FeedItem, ...FeedItem[]][] = [];
  const open = new Map<string, [FeedItem, ...FeedItem[]]>();
  for (const item of items) {
    const key = item.object === undefined ? item.id : JSON.stringify([item.verb, item.object.type, item.object.id]);
    const group = open.get(key);
    if (group !== undefined && Date.parse(group[0].time) - Date.parse(item.time) < DAY_MS) {
      group.push(item);
    } else {
      const begun: [FeedItem] = [item];
      groups.push(begun);
      open.set(key, begun);
    }
  }
  return groups;
}

/** Who did it, the latest first: "Bob", "Bob and Ann", "Bob and 4 others". */
export function whoDid(group: Group): string {
  const names = [...new Map(group.map(({ actor }) => [actor.id, actor.name ?? actor.id])).values()];
  return names.length < 3 ? names.join(' and ') : `${names[0]} and ${names.length - 1} others`;
}
