/**
 * Counts what one person got of what another one said, without asking the client: each line carries the number that its
 * writer gave it, so a line that never came is a hole.
 */
export class Ledger {
  /** Session of a writer → the first and the last number seen, and how many different ones. */
  #writers = new Map();
  #replayed = 0;

  /** @param {{session: string, number: number}} line @param {boolean} replayed whether it came late, out of the store */
  received({ session, number }, replayed) {
    const writer = this.#writers.get(session) ?? { first: number, last: number, seen: new Set() };
    writer.first = Math.min(writer.first, number);
    writer.last = Math.max(writer.last, number);
    writer.seen.add(number);
    this.#writers.set(session, writer);
    if (replayed) {
      this.#replayed++;
    }
  }

  /** A notification or an activity came late, out of the store. */
  replayedOther() {
    this.#replayed++;
  }

  /** An outage begins: what is replayed from now on is counted. */
  beginOutage() {
    this.#replayed = 0;
  }

  get replayed() {
    return this.#replayed;
  }

  /** Numbers between the first and the last of a writer that never came. */
  get lost() {
    let lost = 0;
    for (const { first, last, seen } of this.#writers.values()) {
      lost += last - first + 1 - seen.size;
    }
    return lost;
  }
}
