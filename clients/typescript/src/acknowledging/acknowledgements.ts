import type { AcknowledgeFrame } from '../protocol/frames.js';
import { MAX_FRAME_BYTES, startThatFits } from '../protocol/limits.js';

const MAX_WAIT_MS = 1_000;
const MAX_MESSAGES = 32;
const SHORTEST_PAUSE_MS = 200;   // while thousands of messages catch up, 32 of them take less: a quarter of the allowed rate is enough

/** The positions that the server does not know to be applied, docs/protocol.md §3.5: sent at most once a second or every 32 messages. */
export class Acknowledgements {
  readonly #positions = new Map<string, string>();
  #messages = 0;
  #firstAt = Infinity;
  #sentAt = -Infinity;

  /** A message was applied; its position covers all before it. */
  applied(channel: string, position: string, now: number): void {
    this.#positions.set(channel, position);
    this.#messages++;
    this.#firstAt = Math.min(this.#firstAt, now);
  }

  /** When to send; `Infinity` when there is nothing. */
  get dueAt(): number {
    const fullAt = this.#messages >= MAX_MESSAGES ? this.#sentAt + SHORTEST_PAUSE_MS : Infinity;
    return Math.min(this.#firstAt + MAX_WAIT_MS, fullAt);
  }

  /** The frames for the channels that the server counts for now; the others wait for their subscription. */
  take(isSubscribed: (channel: string) => boolean, now: number): AcknowledgeFrame[] {
    const frames: AcknowledgeFrame[] = [];
    let rest = [...this.#positions].filter(([channel]) => isSubscribed(channel));
    while (rest.length > 0) {
      const part = startThatFits(rest, MAX_FRAME_BYTES);
      rest = rest.slice(part.length);
      part.forEach(([channel]) => this.#positions.delete(channel));
      frames.push({ op: 'acknowledge', positions: Object.fromEntries(part) });
    }
    this.#messages = 0;
    this.#sentAt = now;
    this.#firstAt = this.#positions.size > 0 ? now : Infinity;
    return frames;
  }

  /** The channel is no longer subscribed to: what is left of it cannot be acknowledged. */
  forget(channel: string): void {
    this.#positions.delete(channel);
  }
}
