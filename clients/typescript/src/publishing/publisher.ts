import { HeliographError } from '../errors.js';
import { uuid } from '../ids.js';
import type { Settings } from '../options.js';
import type { ErrorFrame } from '../protocol/frames.js';
import { isTemporary, retryAt } from './retry.js';
import type { PublishOptions } from '../subscription/subscription.js';
import { encodePublish } from './encode.js';
import { Outbox } from './outbox.js';

/** The publishing half of a client: what was published stays until the server has answered it. */
export class Publisher {
  readonly #outbox = new Outbox();
  readonly #settings: Settings;
  #requests = 0;
  #restsUntil = -Infinity;   // after the server said that it cannot now

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  /** Resolves when the server has answered `published`; see `Client.publish` for how it rejects. */
  async publish(channel: string, data: unknown, options: PublishOptions): Promise<void> {
    const ref = `p${++this.#requests}`;
    const { id = uuid(this.#settings.random), type = 'message', time } = options;
    const text = encodePublish({ op: 'publish', ref, channel, id, type, ...(time === undefined ? {} : { time }), data });
    return new Promise((succeed, fail) => {
      if (!this.#outbox.offer({ ref, text, succeed, fail })) {
        fail(new HeliographError('queue_full', 'too many publications wait for the server: 1,000, or 1 MiB', true));
      }
    });
  }

  /** A new connection is live: what was not answered is sent again, with the same id. */
  attached(): void {
    this.#outbox.repeatAll();
    this.#restsUntil = -Infinity;
  }

  /** The client is closed: nothing of this will be sent. */
  closed(error: HeliographError): void {
    this.#outbox.failAll(error);
  }

  /** When {@link next} has something, if the pace allows; `Infinity` for never. */
  get requestAt(): number {
    return this.#outbox.hasUnsent ? this.#restsUntil : Infinity;
  }

  /** The text of the next `publish`. */
  next(): string | undefined {
    return this.#outbox.next();
  }

  /** The server has it, docs/protocol.md §4.6. */
  published(ref: string): void {
    this.#outbox.take(ref)?.succeed();
  }

  /** An error that may answer a publication; false when it does not. */
  refused({ ref, code, message }: ErrorFrame): boolean {
    if (isTemporary(code) && this.#outbox.repeat(ref)) {
      this.#restsUntil = retryAt(this.#settings);
      return true;
    }
    const outgoing = this.#outbox.take(ref);
    outgoing?.fail(new HeliographError(code, message, isTemporary(code)));
    return outgoing !== undefined;
  }
}
