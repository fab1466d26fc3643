import { HeliographError } from '../errors.js';
import type { ServerFrame } from '../protocol/frames.js';
import { byteLength } from '../protocol/limits.js';

const MAX_PUBLICATIONS = 1_000;
const MAX_BYTES = 1024 * 1024;

/** A publication on its way. The text is encoded once, so that a repetition is the same to the byte. */
export interface Outgoing {
  readonly ref: string;
  /** Whether it is pointless on another connection. */
  readonly isTransient: boolean;
  readonly text: string;
  readonly succeed: (answer: ServerFrame) => void;
  readonly fail: (error: HeliographError) => void;
}

/**
 * The publications that the server has not answered, in the order in which they were made. They stay here when they are sent, so the bound
 * covers everything that is held in memory, and a new connection gets all of them again (docs/protocol.md §3.4).
 */
export class Outbox {
  readonly #waiting = new Map<string, Outgoing & { bytes: number; isSent: boolean }>();
  #bytes = 0;

  /** Takes a publication; false, and nothing changes, when it would exceed 1,000 publications or 1 MiB. */
  offer(outgoing: Outgoing): boolean {
    const bytes = byteLength(outgoing.text);
    if (this.#waiting.size >= MAX_PUBLICATIONS || this.#bytes + bytes > MAX_BYTES) {
      return false;
    }
    this.#bytes += bytes;
    this.#waiting.set(outgoing.ref, { ...outgoing, bytes, isSent: false });
    return true;
  }

  /** Whether there is something to send. */
  get hasUnsent(): boolean {
    return this.#firstUnsent() !== undefined;
  }

  /** The text to send next, which counts as sent from then on. */
  next(): string | undefined {
    const first = this.#firstUnsent();
    if (first !== undefined) {
      first.isSent = true;
    }
    return first?.text;
  }

  /** Takes out the publication that was answered; undefined when the answer is to something else. */
  take(ref: string | undefined): Outgoing | undefined {
    const outgoing = this.#waiting.get(ref ?? '');
    if (outgoing !== undefined) {
      this.#waiting.delete(outgoing.ref);
      this.#bytes -= outgoing.bytes;
    }
    return outgoing;
  }

  /** Has the publication sent again; false when the ref is not one of a publication. */
  repeat(ref: string | undefined): boolean {
    const outgoing = this.#waiting.get(ref ?? '');
    if (outgoing !== undefined) {
      outgoing.isSent = false;
    }
    return outgoing !== undefined;
  }

  /** Has everything sent again: the connection that it was sent on is gone. */
  repeatAll(): void {
    for (const outgoing of this.#waiting.values()) {
      outgoing.isSent = false;
    }
  }

  /** Fails everything that waits, or only what does not outlive its connection. */
  failAll(error: HeliographError, onlyTransient = false): void {
    for (const { ref, isTransient } of [...this.#waiting.values()]) {
      if (!onlyTransient || isTransient) {
        this.take(ref)?.fail(error);
      }
    }
  }

  #firstUnsent() {
    for (const outgoing of this.#waiting.values()) {
      if (!outgoing.isSent) {
        return outgoing;
      }
    }
    return undefined;
  }
}
