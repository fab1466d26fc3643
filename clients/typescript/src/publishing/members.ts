import type { Request, ServerFrame } from '../protocol/frames.js';

/** The channels that the client is a member of: entered again on each connection, docs/protocol.md §3.9. */
export class Members {
  readonly #entered = new Map<string, { data: object | undefined; isAsked: boolean }>();
  readonly #request: (request: Request) => Promise<ServerFrame>;

  constructor(request: (request: Request) => Promise<ServerFrame>) {
    this.#request = request;
  }

  async enter(channel: string, data: object | undefined): Promise<void> {
    const member = { data, isAsked: true };
    this.#entered.set(channel, member);
    try {
      await this.#request({ op: 'enter', channel, ...(data === undefined ? {} : { data }) });
      member.isAsked = false;
    } catch (error) {
      if (this.#entered.get(channel) === member) {
        this.#entered.delete(channel);
      }
      throw error;
    }
  }

  async leave(channel: string): Promise<void> {
    if (this.#entered.delete(channel)) {
      await this.#request({ op: 'leave', channel });
    }
  }

  /** The subscription ended, and the membership with it. */
  forget(channel: string): void {
    this.#entered.delete(channel);
  }

  /** A new connection is live. What has no answer yet is asked again anyway. */
  attached(): void {
    for (const [channel, { data, isAsked }] of [...this.#entered]) {
      if (!isAsked) {
        this.enter(channel, data).catch(() => undefined);   // refused now: the application was told when it entered
      }
    }
  }
}
