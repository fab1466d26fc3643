import { HeliographError } from '../../errors.js';
import type { Subscription } from '../../subscription/subscription.js';
import type { Channels } from '../channels.js';
import { errorOf } from '../loading.js';
import { Statuses } from '../status/status.js';
import { Cell, type Store } from '../store.js';
import { membersOf, occupancyOf, type Member, type Occupancy } from './reducer.js';

/** Beyond it, the statuses would take too many of the connection's channels. */
const MAX_WATCHED = 100;

/** Who is in a channel. */
export interface PresenceSnapshot {
  /** The first to come at the front; empty when there are more than 200. */
  readonly users: readonly Member[];
  /** How many there are, when they are too many to be named. */
  readonly occupancy: Occupancy | undefined;
  /** Whether all have come who were there at the subscription. */
  readonly complete: boolean;
  /** What entering failed with, or that the channel was denied. */
  readonly error: HeliographError | undefined;
}

/** How presence is made. */
export interface PresenceOptions {
  /** Watches the statuses of the members, too: of the first 100, each of whom takes one channel of the connection. Default: false. */
  readonly statuses?: boolean;
}

interface Known {
  readonly complete: boolean;
  readonly error: HeliographError | undefined;
}

/** The members of a channel, live; and, if wanted, oneself among them. */
export class Presence implements Store<PresenceSnapshot> {
  readonly subscribe: Store<PresenceSnapshot>['subscribe'];
  readonly getSnapshot: Store<PresenceSnapshot>['getSnapshot'];
  readonly #cell: Cell<Known, PresenceSnapshot>;
  readonly #subscription: Subscription;
  readonly #statuses: Statuses | undefined;
  #isIn = false;

  /** Made by {@link presence}. */
  constructor(channels: Channels, channel: string, { statuses = false }: PresenceOptions) {
    this.#subscription = channels.subscribe(channel);
    this.#statuses = statuses ? new Statuses(channels, []) : undefined;
    this.#cell = new Cell<Known, PresenceSnapshot>({ complete: false, error: undefined }, (known) => this.#show(known));
    this.subscribe = this.#cell.subscribe;
    this.getSnapshot = this.#cell.getSnapshot;
    this.#subscription.on('state', ({ complete }) => this.#changed({ complete: complete || this.#cell.state.complete }));
    this.#subscription.on('gap', ({ reason, position }) => position === undefined && this.#changed({ error: denied(channel, reason) }));
    this.#statuses?.subscribe(() => this.#cell.set({ ...this.#cell.state }));
    this.#changed({});
  }

  /** Enters, or changes what the others see; goes on over all connections until {@link leave}. Rejects with a HeliographError. */
  async enter(me?: object): Promise<void> {
    this.#isIn = true;
    try {
      await this.#subscription.enter(me);
      this.#changed({ error: undefined });
    } catch (cause) {
      this.#isIn = false;
      this.#changed({ error: errorOf(cause) });
      throw cause;
    }
  }

  /** Leaves; the store goes on. */
  async leave(): Promise<void> {
    if (this.#isIn) {
      this.#isIn = false;
      await this.#subscription.leave();
    }
  }

  close(): void {
    this.leave().catch(() => undefined);   // without a connection, or closed: the server finds out by itself
    this.#statuses?.close();
    this.#subscription.unsubscribe();
  }

  #changed(change: Partial<Known>): void {
    this.#statuses?.watch(membersOf(this.#subscription.state, new Map()).slice(0, MAX_WATCHED).map(({ user }) => user));
    this.#cell.set({ ...this.#cell.state, ...change });
  }

  #show({ complete, error }: Known): PresenceSnapshot {
    const { state } = this.#subscription;
    return { users: membersOf(state, this.#statuses?.getSnapshot() ?? new Map()), occupancy: occupancyOf(state), complete, error };
  }
}

const denied = (channel: string, reason: string): HeliographError =>
  new HeliographError(reason, `there is no subscription to ${channel}: ${reason}`, false);

/**
 * The members of a channel whose kind has members.
 *
 * @param me what the others see of this user; without it, one only looks. A failure to enter is told by the snapshot's `error`
 */
export function presence(client: Channels, channel: string, me?: object, options: PresenceOptions = {}): Presence {
  const store = new Presence(client, channel, options);
  if (me !== undefined) {
    store.enter(me).catch(() => undefined);
  }
  return store;
}
