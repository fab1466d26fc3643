import { HeliographError } from '../../errors.js';
import type { Subscription } from '../../subscription/subscription.js';
import { channelOf, type Channels } from '../channels.js';
import { Cell, type Store } from '../store.js';

/** As many channels as a connection may have, docs/protocol.md §2.2. */
const MAX_USERS = 200;

/** Whether somebody is there, docs/protocol.md §10.1. */
export interface UserStatus {
  readonly user: string;
  readonly status: 'online' | 'idle' | 'offline';
  /** RFC 3339. */
  readonly since: string;
  /** When offline, to the minute. */
  readonly lastSeen?: string;
  readonly devices: readonly { readonly device: string; readonly status: 'online' | 'idle' }[];
}

/** The statuses of those whose status is known: not of those who were never seen, or are nobody's business. */
export type StatusSnapshot = ReadonlyMap<string, UserStatus>;

/** The statuses of some users, live. */
export class Statuses implements Store<StatusSnapshot> {
  readonly subscribe: Store<StatusSnapshot>['subscribe'];
  readonly getSnapshot: Store<StatusSnapshot>['getSnapshot'];
  readonly #cell = new Cell<StatusSnapshot, StatusSnapshot>(new Map(), (known) => known);
  readonly #channels: Channels;
  readonly #watched = new Map<string, Subscription>();

  /** Made by {@link status}. */
  constructor(channels: Channels, users: Iterable<string>) {
    this.subscribe = this.#cell.subscribe;
    this.getSnapshot = this.#cell.getSnapshot;
    this.#channels = channels;
    this.watch(users);
  }

  /**
   * Watches these users, and no others any more.
   *
   * @throws HeliographError `too_many_channels` for more than 200; a connection has no more channels in all
   */
  watch(users: Iterable<string>): void {
    const wanted = new Set(users);
    if (wanted.size > MAX_USERS) {
      throw new HeliographError('too_many_channels', `at most ${MAX_USERS} users can be watched, are ${wanted.size}`, false);
    }
    for (const [user, subscription] of this.#watched) {
      if (!wanted.has(user)) {
        subscription.unsubscribe();
        this.#watched.delete(user);
        this.#tell(user, undefined);
      }
    }
    for (const user of wanted) {
      if (!this.#watched.has(user)) {
        this.#watch(user);
      }
    }
  }

  close(): void {
    this.#watched.forEach((subscription) => subscription.unsubscribe());
    this.#watched.clear();
  }

  #watch(user: string): void {
    const subscription = this.#channels.subscribe(channelOf('presence', user));
    const look = (): void => this.#tell(user, subscription.state.get('status')?.data as UserStatus | undefined);
    this.#watched.set(user, subscription);
    subscription.on('state', look);
    subscription.on('gap', ({ position }) => position === undefined && this.#tell(user, undefined));
    look();   // somebody else may have subscribed before
  }

  #tell(user: string, status: UserStatus | undefined): void {
    const { state } = this.#cell;
    if (state.get(user) !== status) {
      const others = [...state].filter(([other]) => other !== user);
      this.#cell.set(new Map(status === undefined ? others : [...others, [user, status]]));
    }
  }
}

/** The statuses of up to 200 users whom the token allows to watch. Each takes one channel of the connection. */
export function status(client: Channels, users: Iterable<string>): Statuses {
  return new Statuses(client, users);
}
