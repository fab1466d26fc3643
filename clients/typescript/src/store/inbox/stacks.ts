import { byAge } from '../sorting.js';
import type { Change } from './changes.js';
import { unreadOf, type InboxItem, type Notification } from './item.js';

/** What of a group is in the inbox and not loaded: all of it older than what is. */
export interface Rest {
  readonly count: number;
  readonly unread: number;
  /** Where reading it goes on; undefined at its newest. */
  readonly next?: string;
}

/** By group; a group of which all is loaded has none. */
export type Rests = ReadonlyMap<string, Rest>;

/** What a page of a stacked inbox says of groups, added to what was known. */
export function restsOf(page: readonly Notification[], items: readonly InboxItem[], before: Rests): Rests {
  const rests = new Map(before);
  for (const { id, group, stack } of page) {
    if (group !== undefined && stack !== undefined) {
      const head = items.find((item) => item.id === id)!;
      const loaded = items.filter((item) => item === head || (item.group === group && byAge(item, head) > 0));
      withRest(rests, group, { ...before.get(group), count: stack.count - loaded.length, unread: stack.unread - unreadOf(loaded) });
    }
  }
  const groups = new Set(items.map(({ group }) => group));
  return new Map([...rests].filter(([group]) => groups.has(group)));
}

/**
 * What is left after some of a group's rest were loaded.
 *
 * @param next where reading it goes on: null when that was all, undefined for where it was
 */
export function restsAfter(rests: Rests, group: string, loaded: readonly InboxItem[], next?: string | null): Rests {
  const left = new Map(rests);
  const rest = rests.get(group);
  left.delete(group);
  if (rest !== undefined && next !== null) {
    withRest(left, group, { ...rest, count: rest.count - loaded.length, unread: rest.unread - unreadOf(loaded), ...(next === undefined ? {} : { next }) });
  }
  return left;
}

/** The rests of these groups are read. */
export function restsRead(rests: Rests, groups: ReadonlySet<string>): Rests {
  return new Map([...rests].map(([group, rest]) => [group, groups.has(group) ? { ...rest, unread: 0 } : rest]));
}

/** The newest of each group, standing for all of it, and what is in none. */
export function stacked(items: readonly InboxItem[], rests: Rests, changes: readonly Change[]): readonly InboxItem[] {
  const left = changes.reduce((known, { groups }) => restsRead(known, groups), rests);
  const groups = new Map<string | InboxItem, InboxItem[]>();
  for (const item of items) {
    const key = item.group ?? item;
    const group = groups.get(key);
    group === undefined ? groups.set(key, [item]) : group.push(item);
  }
  return [...groups].map(([key, [head, ...others]]) => {
    const { count = 0, unread = 0 } = left.get(key as string) ?? {};
    const stack = { count: others.length + 1 + count, unread: unreadOf([head!, ...others]) + unread, items: others };
    return typeof key === 'string' ? { ...head!, stack } : head!;
  });
}

/** Whether what a message says cannot be told of what is loaded: its page is to be read again. */
export function mayBeOf(rests: Rests, isConcerned: (rest: Rest) => boolean): boolean {
  return [...rests.values()].some(isConcerned);
}

function withRest(rests: Map<string, Rest>, group: string, rest: Rest): void {
  const [count, unread] = [Math.max(0, rest.count), Math.max(0, rest.unread)];
  if (count > 0) {
    rests.set(group, { ...rest, count, unread: Math.min(count, unread) });
  } else {
    rests.delete(group);
  }
}
