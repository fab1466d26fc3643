import { reduce } from '../../src/connection/reducer.js';
import { IDLE, type Circumstances, type ConnectionEvent, type ConnectionState, type Transition } from '../../src/connection/state.js';
import type { ServerFrame, WelcomeFrame } from '../../src/protocol/frames.js';

/** A state, and what happened to it: every step is taken at {@link now}, with the middle of every range of chance. */
export class Story {
  state: ConnectionState = IDLE;
  effects: Transition['effects'] = [];
  now = 0;

  then(event: ConnectionEvent): this {
    const at: Circumstances = { now: this.now, random: () => 0.5, backoff: { min: 500, max: 30_000 }, connectTimeoutMs: 5_000 };
    ({ state: this.state, effects: this.effects } = reduce(this.state, event, at));
    return this;
  }

  at(now: number): this {
    this.now = now;
    return this;
  }

  /** The whole way from `waiting` or `idle` to the hello of the dial `id`. */
  greeted(id: number): this {
    return this.then({ kind: 'token', id, token: `token-${id}` }).then({ kind: 'opened', id });
  }

  receives(id: number, frame: ServerFrame): this {
    return this.then({ kind: 'received', id, frame });
  }

  get kinds(): string[] {
    return this.effects.map(({ kind }) => kind);
  }
}

export const WELCOME: WelcomeFrame = {
  op: 'welcome',
  connection: 'c1',
  user: '42',
  pingInterval: 25_000,
  expiresIn: 100_000,
  serverTime: '2026-01-01T12:00:00Z',
};

/** Connected as `c1` with id 1 at time 0; its token is refreshed at 85,000. */
export const connected = (): Story => new Story().then({ kind: 'connect' }).greeted(1).receives(1, WELCOME);

/** The last frame of a server. */
export const closing = (code: number, reconnect: boolean, retryAfterMs = 0): ServerFrame => ({
  op: 'closing',
  code,
  reason: 'SOME_REASON',
  reconnect,
  retryAfterMs,
});
