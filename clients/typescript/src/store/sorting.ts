/** What lists hold: told apart by `id`, sorted by `time`. */
export interface Listed {
  readonly id: string;
  /** RFC 3339. */
  readonly time: string;
}

/** The newest first; of one moment, the greater id. */
export function byAge(left: Listed, right: Listed): number {
  return Date.parse(right.time) - Date.parse(left.time) || (left.id < right.id ? 1 : -1);
}

/** Both lists in one, each id once; what `items` has goes before what `more` has. */
export function merged<Item extends Listed>(items: readonly Item[], more: readonly Item[]): Item[] {
  const known = new Set(items.map(({ id }) => id));
  return [...items, ...more.filter(({ id }) => !known.has(id))].sort(byAge);
}

/**
 * The list with an item that came live. One that is older than `end` is left to the page that it stands on, or the pages in between would be
 * missing.
 *
 * @param end the last item of the last page that was read, also when it is gone; undefined when nothing follows
 */
export function withArrived<Item extends Listed>(items: readonly Item[], item: Item, end: Listed | undefined): readonly Item[] {
  const isBeyond = end !== undefined && byAge(end, item) < 0;
  return isBeyond || items.some(({ id }) => id === item.id) ? items : merged([item], items);
}
