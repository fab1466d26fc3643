/** Bounds of the random wait before a dial, in milliseconds. */
export interface Backoff {
  readonly min: number;
  readonly max: number;
}

/**
 * How long to wait before the dial that follows `failures` failed ones, in milliseconds: `random(0, min(max, min · 2ⁿ))`,
 * docs/protocol.md §5 rule 2. The whole range is drawn from (full jitter), so that the clients of a lost gateway spread.
 */
export function backoffMs(failures: number, { min, max }: Backoff, random: () => number): number {
  return random() * Math.min(max, min * 2 ** failures);
}
