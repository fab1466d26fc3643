/** Time as the client sees it. Tests pass one that they move themselves. */
export interface Clock {
  /** Milliseconds since any fixed moment; never goes back. */
  now(): number;
  /** Calls `task` once, `delayMs` later; returns what {@link Clock.clearTimeout} takes. */
  setTimeout(task: () => void, delayMs: number): unknown;
  clearTimeout(timer: unknown): void;
}

/** The clock of the platform, which does not jump when someone sets the time of day. */
export const SYSTEM_CLOCK: Clock = {
  now: () => performance.now(),
  setTimeout: (task, delayMs) => setTimeout(task, delayMs),
  clearTimeout: (timer) => clearTimeout(timer as number),
};

/** One timer for everything that waits. It may ring early, never late: whoever hears it looks what is due and sets it again. */
export class Alarm {
  readonly #clock: Clock;
  readonly #ring: () => void;
  #timer: unknown;
  #at = Infinity;

  constructor(clock: Clock, ring: () => void) {
    this.#clock = clock;
    this.#ring = ring;
  }

  /**
   * Rings at `at` at the latest; `Infinity` for never again, which leaves no timer behind that would keep a process alive. A later time than
   * the one that is set changes nothing, so that a frame costs no new timer.
   */
  set(at: number): void {
    if (at >= this.#at && at !== Infinity) {
      return;
    }
    this.#clock.clearTimeout(this.#timer);
    this.#at = at;
    if (at !== Infinity) {
      this.#timer = this.#clock.setTimeout(() => {
        this.#at = Infinity;
        this.#ring();
      }, Math.max(0, at - this.#clock.now()));
    }
  }
}
