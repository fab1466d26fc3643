import type { Position } from '../../src/protocol/position.js';

/** One offset of a channel; a void one has nothing to deliver (docs/protocol.md §4.4). */
export interface Row {
  readonly id: string;
  readonly data: unknown;
  readonly isVoid: boolean;
}

/** What the store knows of one channel: dense offsets, epochs, retention. */
export class ChannelLog {
  readonly name: string;
  /** Every life of the channel, the last one being the present; rows[0] has offset 1. */
  readonly lives = new Map<string, Row[]>();
  epoch = 'e1';
  /** The oldest offset that is kept. */
  first = 1;
  readonly #offsets = new Map<string, number>();

  constructor(name: string) {
    this.name = name;
    this.lives.set(this.epoch, []);
  }

  get rows(): Row[] {
    return this.lives.get(this.epoch)!;
  }

  get head(): number {
    return this.rows.length;
  }

  /** Adds a row; undefined when its id has one already. */
  append(row: Row): number | undefined {
    if (this.#offsets.has(row.id)) {
      return undefined;
    }
    this.rows.push(row);
    this.#offsets.set(row.id, this.head);
    return this.head;
  }

  /** Forgets all but the newest `keep` rows. */
  trim(keep: number): void {
    this.first = Math.max(this.first, this.head - keep + 1);
  }

  /** Begins a new life, as after the restore of a backup. */
  restart(): void {
    this.epoch = `e${this.lives.size + 1}`;
    this.first = 1;
    this.lives.set(this.epoch, []);
  }

  /** Why nothing can go on after `position`; undefined when it can. */
  resetReason({ epoch, offset }: Position): 'epoch' | 'retention' | 'unknown' | undefined {
    if (epoch !== '' && epoch !== this.epoch) {
      return 'epoch';
    }
    if (offset > this.head) {
      return 'unknown';
    }
    return offset + 1 < this.first ? 'retention' : undefined;
  }
}
