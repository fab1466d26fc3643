import { createClient } from '@heliograph/client';
import { createHttp, inbox, preferences, presence, timeline } from '@heliograph/client/stores';
import { DocumentVersions, HeliographProvider, requestTokens } from '@heliograph/yjs';
import * as Y from 'yjs';
import { Changing } from './changing.js';
import { gatewayOf, token } from './launcher.js';
import { Ledger } from './ledger.js';
import { Network } from './network.js';
import { Room } from './room.js';
import { Typing } from './typing.js';

const FEED = 'demo';
const LOBBY = 'room:lobby';
const NOTE = 'demo/note';

/** One person on one device: a client with a network and a connection of its own, and what it shows. */
export class Person extends Changing {
  user;
  name;
  network = new Network();
  client;
  room;
  /** Who is in the lobby, with their statuses; this person is. */
  members;
  typing;
  inbox;
  /** What this person wants to be told. */
  preferences;
  /** What is done in the feed of the page, which this person follows. */
  timeline;
  /** A text that everybody of the page edits. */
  note;
  /** What the note was like, as somebody kept it. */
  versions;
  /** The gateway that it is connected to, once that is known. */
  gateway;
  /** What came of the last outage: undefined before the first, and while it lasts. */
  outcome;
  #device = `demo-${crypto.randomUUID()}`;
  #ledger = new Ledger();
  #outage = false;
  #http;

  constructor(user, name) {
    super();
    this.user = user;
    this.name = name;
    const access = {
      url: location.origin,
      getToken: ({ signal }) => token(user, signal, this.network.fetch),
    };
    this.client = createClient({
      ...access,
      device: this.#device,
      WebSocket: this.network.WebSocket,
      page: this.network.page,
      backoff: { min: 500, max: 3_000 },
    });
    this.#http = createHttp({ ...access, fetch: this.network.fetch });
    const lobby = this.client.subscribe(LOBBY, { since: 'beginning' });
    this.room = new Room(lobby, user, this.#ledger);
    this.typing = new Typing(lobby, user);
    this.members = presence(this.client, LOBBY, { name }, { statuses: true });
    this.client.subscribe(`user:${user}`).on('message', ({ replayed }) => replayed && this.#ledger.replayedOther());
    this.inbox = inbox(this.client, { http: this.#http, limit: 15, stacked: true });
    this.preferences = preferences({ http: this.#http });
    this.timeline = timeline(this.client, { http: this.#http });
    const ownAccess = { ...access, getToken: () => token(user, undefined, this.network.fetch), fetch: this.network.fetch };
    this.note = new HeliographProvider({
      url: location.origin,
      name: NOTE,
      doc: new Y.Doc(),
      WebSocket: this.network.WebSocket,
      getToken: requestTokens(ownAccess),
      offline: user,
      connect: false,
    });
    this.versions = new DocumentVersions({ ...ownAccess, provider: this.note });
    this.client.on('state', ({ from, to }) => this.#moved(from, to));
  }

  connect() {
    this.client.connect();
    this.note.connect();
    this.#http('PUT', `/feeds/${FEED}/followers/${this.user}`).then(() => this.timeline.reload(), () => undefined);   // it is tried at the next visit
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

  /** How many edits of the note the server has stored, by client: what it would give to somebody who opens the note now. */
  async stored() {
    const bearer = await token(this.user, undefined, this.network.fetch);
    const answer = await this.network.fetch(`/documents/${encodeURIComponent(NOTE)}/update`, { headers: { authorization: `Bearer ${bearer}` } });
    if (!answer.ok) {
      throw new Error(`what is stored of the note is not known: ${answer.status}`);
    }
    return Y.decodeStateVector(Y.encodeStateVectorFromUpdate(new Uint8Array(await answer.arrayBuffer())));
  }

  /** How many edits of the note this page has, by client. */
  written() {
    return Y.decodeStateVector(Y.encodeStateVector(this.note.doc));
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
    }
    const before = this.gateway;
    this.gateway = undefined;
    this.gateway = await gatewayOf(this.#device, before);
    this.changed();
  }
}
