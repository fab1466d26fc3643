import { parsePosition, type Position } from '../../src/protocol/position.js';
import type { Row } from './channel-log.js';

/** What an application was told about one channel, in order. */
export type Told =
  | { readonly kind: 'message'; readonly position: string; readonly id: string }
  | { readonly kind: 'gap'; readonly reason: string; readonly position: string };

/** What is known to be true of one channel and one client. */
export interface Truth {
  /** The rows of every life of the channel; `rows[0]` has offset 1. */
  readonly lives: ReadonlyMap<string, readonly Row[]>;
  readonly epoch: string;
  /** The position after which the client subscribed. */
  readonly start: Position;
  /** Whether the server sent such a reset to this client. */
  readonly wasReset: (reason: string, position: string) => boolean;
}

/** Compares what a client was told with the truth; returns what is wrong: nothing, if each offset came once, in order, without a silent gap. */
export function violations(told: readonly Told[], truth: Truth): string[] {
  const found: string[] = [];
  let last = truth.start;
  for (const event of told) {
    const position = parsePosition(event.position)!;
    if (event.kind === 'gap') {
      if (!truth.wasReset(event.reason, event.position)) {
        found.push(`a gap nobody told: ${event.reason} ${event.position}`);
      }
    } else {
      found.push(...messageViolations(event, position, last, truth));
    }
    last = position;
  }
  const rows = truth.lives.get(truth.epoch)!;
  if (last.epoch !== truth.epoch && rows.length > 0) {
    found.push(`incomplete: ended in epoch ${last.epoch}, not in ${truth.epoch}`);
  } else if (hasDeliverable(rows, last.offset, rows.length)) {
    found.push(`incomplete: ended at ${last.offset} of ${rows.length}`);
  }
  return found;
}

function messageViolations({ id, position: at }: Told & { kind: 'message' }, position: Position, last: Position, truth: Truth): string[] {
  const rows = truth.lives.get(position.epoch) ?? [];
  if (rows[position.offset - 1]?.id !== id) {
    return [`different content at ${at}`];
  }
  if (position.epoch !== last.epoch && last.epoch !== '') {
    return [`another epoch without a gap: ${last.epoch} to ${at}`];
  }
  if (position.offset === last.offset) {
    return [`twice: ${at}`];
  }
  if (position.offset < last.offset) {
    return [`out of order: ${at} after ${last.offset}`];
  }
  return hasDeliverable(rows, last.offset, position.offset - 1) ? [`silent gap: ${last.offset} to ${at}`] : [];
}

/** Whether a row after `after` up to `to` is one that had to be delivered. */
function hasDeliverable(rows: readonly Row[], after: number, to: number): boolean {
  return rows.slice(after, to).some(({ isVoid }) => !isVoid);
}
