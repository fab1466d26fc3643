import { HeliographError } from '../errors.js';
import { uuid } from '../ids.js';
import type { Settings } from '../options.js';
import type { ErrorFrame, Request, ServerFrame } from '../protocol/frames.js';
import { isTemporary, retryAt } from './retry.js';
import type { PublishOptions } from '../subscription/subscription.js';
import { encodePublish, encodeRequest } from './encode.js';
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
    const { id = uuid(this.#settings.random), type = 'message', time, durability = 'durable', key } = options;
    const ref = this.#nextRef();
    const text = encodePublish({
      op: 'publish', ref, channel,
      ...(durability === 'durable' ? {} : { durability }), ...(key === undefined ? {} : { key }),
      id, type, ...(time === undefined ? {} : { time }), data,
    });
    await this.#offer(ref, text, durability === 'transient');
  }

  /** Asks something that has an answer, now and on each new connection until it comes. */
  request(request: Request): Promise<ServerFrame> {
    const ref = this.#nextRef();
    return this.#offer(ref, encodeRequest({ ...request, ref }), false);
  }

  #nextRef(): string {
    return `p${++this.#requests}`;
  }

  #offer(ref: string, text: string, isTransient: boolean): Promise<ServerFrame> {
    return new Promise((succeed, fail) => {
      if (!this.#outbox.offer({ ref, text, isTransient, succeed, fail })) {
        fail(new HeliographError('queue_full', 'too many publications wait for the server: 1,000, or 1 MiB', true));
      }
    });
  }

  /** A new connection is live: what was not answered is sent again, with the same id. */
  attached(): void {
    this.#outbox.repeatAll();
    this.#restsUntil = -Infinity;
  }

  /** The connection is gone, and with it what is transient. */
  detached(): void {
    this.#outbox.failAll(new HeliographError('unavailable', 'there is no connection, and what is transient does not wait', true), true);
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

  /** The server has done it, docs/protocol.md §4.6, §4.13 and §4.14. */
  answered(answer: ServerFrame & { ref: string }): void {
    this.#outbox.take(answer.ref)?.succeed(answer);
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
