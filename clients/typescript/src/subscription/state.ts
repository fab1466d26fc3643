import type { Value } from '../protocol/frames.js';

/** A latest value of a channel, docs/protocol.md §4.12. */
export interface StateValue<Data = unknown> {
  /** `<generation>.<number>`: a greater one is newer. */
  readonly version: string;
  readonly id: string;
  readonly type: string;
  /** RFC 3339. */
  readonly time: string;
  /** Who published it over a connection. */
  readonly user?: string;
  readonly data: Data;
}

/** What has changed in a channel's state. */
export interface StateChange {
  /** Keys with a new or newer value. */
  readonly changed: readonly string[];
  /** Keys that are gone. */
  readonly removed: readonly string[];
  /** All values have come that follow the answer to a subscription: from now on the state is the whole. */
  readonly complete: boolean;
}

/** What a client knows of one channel's state (docs/protocol.md §5 rule 4). */
export class KnownState {
  readonly values = new Map<string, StateValue>();
  /** Versions outlive values: what comes late must not bring a removed key back. */
  readonly #versions = new Map<string, string>();
  /** Keys that have not come again since the last answer to a subscription. */
  #stale = new Set<string>();

  /** The server answered a subscription: its values follow. */
  restart(): void {
    this.#stale = new Set(this.values.keys());
  }

  /** Takes what came; undefined when nothing has changed. */
  take(arrived: readonly Value[], complete: boolean): StateChange | undefined {
    const changed = new Set<string>();
    const removed = new Set<string>();
    for (const { channel: _, key, version, removed: isRemoved, ...content } of arrived) {
      this.#stale.delete(key);
      const known = this.#versions.get(key);
      if (known !== undefined && !isAfter(version, known)) {
        continue;
      }
      this.#versions.set(key, version);
      if (isRemoved !== true) {
        this.values.set(key, { version, ...content } as StateValue);
        changed.add(key);
        removed.delete(key);
      } else if (this.values.delete(key)) {
        changed.delete(key);
        removed.add(key);
      }
    }
    if (complete) {
      this.#stale.forEach((key) => void (this.values.delete(key) && removed.add(key)));
      this.#stale.clear();
    }
    return changed.size + removed.size > 0 || complete ? { changed: [...changed], removed: [...removed], complete } : undefined;
  }
}

/** Compares versions number by number; a number of the server is exact below 2^53. */
function isAfter(version: string, other: string): boolean {
  const [generation, number] = version.split('.').map(Number) as [number, number];
  const [otherGeneration, otherNumber] = other.split('.').map(Number) as [number, number];
  return generation === otherGeneration ? number > otherNumber : generation > otherGeneration;
}
