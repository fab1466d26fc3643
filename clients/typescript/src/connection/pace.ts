const INTERVAL_MS = 1000 / 15;
const BURST = 40;

/**
 * Keeps what the application causes (subscribing, publishing) below what the server allows a connection, 20 frames a second and bursts of
 * 60 (docs/protocol.md §2.2). The rest is for `pong`, `acknowledge` and `refresh`, which do not wait.
 */
export class Pace {
  #paidUntil = -Infinity;

  /** When the next frame may be sent. */
  get nextAt(): number {
    return this.#paidUntil - (BURST - 1) * INTERVAL_MS;
  }

  /** Takes the right to send one frame; false when the time for it has not come. */
  take(now: number): boolean {
    if (now < this.nextAt) {
      return false;
    }
    this.#paidUntil = Math.max(this.#paidUntil, now) + INTERVAL_MS;
    return true;
  }
}
