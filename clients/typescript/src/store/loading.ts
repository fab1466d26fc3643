import { SYSTEM_CLOCK, type Clock } from '../clock.js';
import { backoffMs } from '../connection/backoff.js';
import { HeliographError } from '../errors.js';
import type { Http } from './http.js';

/** Items of a list. Beyond it, what arrives has the first page read anew: a screen that is never closed does not grow for ever. */
export const MAX_ITEMS = 1_000;

const BACKOFF = { min: 1_000, max: 30_000 };

/** What a store is made with that reads pages over HTTP. */
export interface PagedOptions {
  readonly http: Http;
  /** Items of a page. */
  readonly limit?: number;
  /** For tests. */
  readonly clock?: Clock;
  /** For tests; returns numbers in [0, 1). */
  readonly random?: () => number;
}

/** What a page is read for, and what becomes of it; `request` names the attempt. */
export interface PageReader<Page> {
  asked(request: number): void;
  read(): Promise<Page>;
  arrived(request: number, page: Page): void;
  failed(request: number, error: HeliographError): void;
}

/** Reads pages, one at a time. */
export class Loading {
  readonly #clock: Clock;
  readonly #random: () => number;
  #requests = 0;
  #timer: unknown;
  #paging: Promise<void> | undefined;
  #attempt: Promise<void> = Promise.resolve();   // the last one; never rejects

  constructor({ clock = SYSTEM_CLOCK, random = Math.random }: PagedOptions) {
    this.#clock = clock;
    this.#random = random;
  }

  /** Reads until it succeeds: a temporary failure is followed by another attempt, later each time and at random. */
  start<Page>(reader: PageReader<Page>, failures = 0): void {
    this.stop();
    const request = ++this.#requests;
    reader.asked(request);
    this.#attempt = reader.read().then((page) => reader.arrived(request, page)).catch((cause: unknown) => {
      const error = errorOf(cause);
      reader.failed(request, error);
      if (error.temporary && request === this.#requests) {
        const delayMs = backoffMs(failures, BACKOFF, this.#random);
        this.#timer = this.#clock.setTimeout(() => this.start(reader, failures + 1), delayMs);
      }
    });
  }

  /** Reads once, and rejects when that fails; who asks while such a page is under way gets that one. */
  once<Page>(reader: PageReader<Page>): Promise<void> {
    if (this.#paging === undefined) {
      this.#paging = this.#once(reader).finally(() => (this.#paging = undefined));
      this.#attempt = this.#paging.catch(() => undefined);
    }
    return this.#paging;
  }

  /** Reads once, when nothing else is being read any more; rejects when that fails. */
  async afterwards<Page>(reader: PageReader<Page>): Promise<void> {
    for (let before; before !== this.#attempt; await before) {
      before = this.#attempt;
    }
    return this.once(reader);
  }

  /** No more attempts; what is under way is told, and is of no consequence by its number. */
  stop(): void {
    this.#requests++;
    this.#clock.clearTimeout(this.#timer);
  }

  async #once<Page>(reader: PageReader<Page>): Promise<void> {
    const request = ++this.#requests;
    reader.asked(request);
    try {
      reader.arrived(request, await reader.read());
    } catch (cause) {
      const error = errorOf(cause);
      reader.failed(request, error);
      throw error;
    }
  }
}

/** What was thrown, as an error of this package. */
export function errorOf(cause: unknown): HeliographError {
  return cause instanceof HeliographError ? cause : new HeliographError('malformed', 'the answer is not what it should be', false, { cause });
}
