import { Alarm, SYSTEM_CLOCK, type Clock } from '../../clock.js';
import { nextExpiry, type InboxEvent, type InboxState } from './reducer.js';

/** After an answer: the server tells what it has in it, and its count, within a second. */
const SETTLES_AFTER_MS = 2_000;
/** So that not all whom the same event concerns ask at once. */
const REFRESH_MS = { min: 500, max: 3_000 };
const RETRY_MS = { min: 5_000, max: 30_000 };
/** Timers are late after a computer has slept, and those of browsers do not run longer than 24 days. */
const MAX_WAIT_MS = 60_000;

/** What tells the time. */
export interface TimingOptions {
  readonly clock?: Clock;
  readonly wallClock?: () => number;
  readonly random?: () => number;
}

/** When something happens to an inbox by itself. One timer for everything that waits, and none when nothing does. */
export class Timing {
  readonly #clock: Clock;
  readonly #wallClock: () => number;
  readonly #random: () => number;
  readonly #apply: (event: InboxEvent) => void;
  readonly #refresh: () => void;
  readonly #alarm: Alarm;
  #settlesAt = Infinity;
  #refreshesAt = Infinity;
  #isStopped = false;

  /**
   * @param apply has an event happen; then calls {@link follow}
   * @param refresh reads again what is in doubt
   */
  constructor({ clock = SYSTEM_CLOCK, wallClock = Date.now, random = Math.random }: TimingOptions, apply: (event: InboxEvent) => void, refresh: () => void) {
    this.#clock = clock;
    this.#wallClock = wallClock;
    this.#random = random;
    this.#apply = apply;
    this.#refresh = refresh;
    this.#alarm = new Alarm(clock, () => this.#rang());
  }

  /** What happens now by the time of day. */
  get expired(): InboxEvent & { kind: 'expired' } {
    return { kind: 'expired', at: this.#wallClock() };
  }

  /** The server answered. */
  answered(): void {
    this.#settlesAt = this.#clock.now() + SETTLES_AFTER_MS;
  }

  /** The inbox is like this from now on. */
  follow(state: InboxState): void {
    const now = this.#clock.now();
    if (state.isStale && state.request === undefined && this.#refreshesAt === Infinity) {
      const { min, max } = state.error === undefined ? REFRESH_MS : RETRY_MS;
      this.#refreshesAt = now + min + this.#random() * (max - min);
    }
    const untilExpiry = nextExpiry(state) - this.#wallClock();
    const expiresAt = untilExpiry === Infinity ? Infinity : now + Math.min(Math.max(0, untilExpiry), MAX_WAIT_MS);
    this.#alarm.set(this.#isStopped ? Infinity : Math.min(this.#settlesAt, this.#refreshesAt, expiresAt));
  }

  stop(): void {
    this.#isStopped = true;
    this.#alarm.set(Infinity);
  }

  #rang(): void {
    const now = this.#clock.now();
    if (this.#refreshesAt <= now) {
      this.#refreshesAt = Infinity;
      this.#refresh();
    }
    const isSettled = this.#settlesAt <= now;
    this.#settlesAt = isSettled ? Infinity : this.#settlesAt;
    this.#apply(isSettled ? { kind: 'settled' } : this.expired);
  }
}
