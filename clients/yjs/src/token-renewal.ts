import { readClaims, renewalDelay } from './token.js';

/** Between two attempts, in milliseconds. */
const FIRST_PAUSE = 1_000;
const LAST_PAUSE = 30_000;

/** Keeps a token fresh: hands one over when it is started, and another one before each expires. What fails is tried again. */
export class TokenRenewal {
  readonly #getToken: () => Promise<string>;
  readonly #use: (token: string) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** An answer to an older request than the last one counts no more. */
  #request = 0;

  constructor(getToken: () => Promise<string>, use: (token: string) => void) {
    this.#getToken = getToken;
    this.#use = use;
  }

  start(): void {
    this.stop();
    void this.#renew(FIRST_PAUSE);
  }

  stop(): void {
    this.#request += 1;
    clearTimeout(this.#timer);
  }

  async #renew(pause: number): Promise<void> {
    const request = ++this.#request;
    try {
      const token = await this.#getToken();
      if (request === this.#request) {
        this.#schedule(renewalDelay(readClaims(token)), FIRST_PAUSE);
        this.#use(token);
      }
    } catch (cause) {
      if (request === this.#request) {
        console.warn('no token for a document; trying again', cause);
        this.#schedule(pause, Math.min(pause * 2, LAST_PAUSE));
      }
    }
  }

  #schedule(delay: number | undefined, pause: number): void {
    if (delay !== undefined) {
      this.#timer = setTimeout(() => void this.#renew(pause), delay);
    }
  }
}
