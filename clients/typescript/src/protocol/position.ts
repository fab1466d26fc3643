/** A place in a channel, docs/protocol.md §1: the last offset that was applied, and the life of the channel that it belongs to. */
export interface Position {
  readonly epoch: string;
  readonly offset: number;
}

/** The position `0`, before the first offset of any epoch. No real epoch is empty. */
export const ORIGIN: Position = { epoch: '', offset: 0 };

/** Reads `0` or `<epoch>.<offset>`; undefined when it is neither. */
export function parsePosition(text: string): Position | undefined {
  if (text === '0') {
    return ORIGIN;
  }
  const [, epoch, digits] = /^([^.]+)\.(0|[1-9]\d*)$/.exec(text) ?? [];
  const offset = Number(digits);
  return epoch !== undefined && Number.isSafeInteger(offset) ? { epoch, offset } : undefined;
}

/** The reverse of {@link parsePosition}. */
export function formatPosition({ epoch, offset }: Position): string {
  return epoch === '' ? '0' : `${epoch}.${offset}`;
}

/** What to do with the offsets `from` to `to` of `epoch` after `position`, docs/protocol.md §5 rule 1. */
export function classify(position: Position, epoch: string, from: number, to: number): 'apply' | 'drop' | 'jump' {
  const anyEpoch = position.epoch === '';
  if (!anyEpoch && position.epoch !== epoch) {
    return 'jump';
  }
  if (to <= position.offset) {
    return 'drop';
  }
  return from <= position.offset + 1 ? 'apply' : 'jump';
}
