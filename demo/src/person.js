import { createClient } from '@heliograph/client';
import { Changing } from './changing.js';
import { Feed } from './feed.js';
import { Inbox } from './inbox.js';
import { gatewayOf, token } from './launcher.js';
import { Ledger } from './ledger.js';
import { Network } from './network.js';
import { Room } from './room.js';

/** One person on one device: a client with a network and a connection of its own, and what it shows. */
export class Person extends Changing {
  user;
  name;
  network = new Network();
  client;
  room;
  inbox;
  feed;
  /** The gateway that it is connected to, once that is known. */
  gateway;
  /** What came of the last outage: undefined before the first, and while it lasts. */
  outcome;
  #device = `demo-${crypto.randomUUID()}`;
  #ledger = new Ledger();
  #outage = false;
  #token;

  constructor(user, name) {
    super();
    this.user = user;
    this.name = name;
    this.client = createClient({
      url: location.origin,
      device: this.#device,
      getToken: async ({ signal }) => (this.#token = await token(user, signal, this.network.fetch)),
      WebSocket: this.network.WebSocket,
      page: this.network.page,
      backoff: { min: 500, max: 3_000 },
    });
    this.room = new Room(this.client, user, this.#ledger);
    this.feed = new Feed(this.client);
    const own = this.client.subscribe(`user:${user}`, { since: 'beginning' });
    own.on('message', ({ replayed }) => replayed && this.#ledger.replayedOther());
    this.inbox = new Inbox(own, (method, path) => this.#request(method, path));
    this.client.on('state', ({ from, to }) => this.#moved(from, to));
  }

  connect() {
    this.client.connect();
  }

  /** What was replayed since the last outage began, and what never came. */
  get replayed() {
    return this.#ledger.replayed;
  }

  get lost() {
    return this.#ledger.lost;
  }

  /** Has the device lose its network, or have it again. */
  toggleNetwork() {
    this.network.isUp ? this.network.pullOut() : this.network.putBack();
    this.changed();
  }

  #moved(from, to) {
    if (from === 'connected') {
      this.#outage = true;
      this.outcome = undefined;
      this.#ledger.beginOutage();
    } else if (to === 'connected') {
      void this.#arrived();
    }
    this.changed();
  }

  async #arrived() {
    const wasAway = this.#outage;
    this.#outage = false;
    if (wasAway) {
      this.outcome = 'back';
    } else {
      await this.inbox.load().catch(() => undefined);   // the bell fills with what comes
    }
    const before = this.gateway;
    this.gateway = undefined;
    this.gateway = await gatewayOf(this.#device, before);
    this.changed();
  }

  async #request(method, path) {
    const answer = await this.network.fetch(path, { method, headers: { authorization: `Bearer ${this.#token}` } });
    if (!answer.ok) {
      throw new Error(`${path}: ${answer.status}`);
    }
    return answer.status === 204 ? undefined : answer.json();
  }
}
