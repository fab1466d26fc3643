import { Changing } from './changing.js';

const TYPE = 'typing';
const EVERY_MS = 2_000;
const LASTS_MS = 4_000;

/** Who is typing in the lobby: said by transient publications, which may be lost, and over when nothing more is heard. */
export class Typing extends Changing {
  #channel;
  #until = new Map();
  #saidAt = -Infinity;

  /** @param channel the subscription to the lobby */
  constructor(channel, user) {
    super();
    this.#channel = channel;
    channel.on('transient', ({ type, user: who }) => type === TYPE && who !== user && this.#heard(who));
    channel.on('message', ({ user: who }) => this.#ended(who));
  }

  /** The others who are typing. */
  get users() {
    return [...this.#until.keys()];
  }

  /** This person has pressed a key. */
  pressed() {
    const now = performance.now();
    if (now - this.#saidAt >= EVERY_MS) {
      this.#saidAt = now;
      this.#channel.publish({}, { type: TYPE, durability: 'transient' }).catch(() => undefined);   // without a connection nobody sees it
    }
  }

  /** What was typed is said: the next key is told at once. */
  sent() {
    this.#saidAt = -Infinity;
  }

  #heard(user) {
    clearTimeout(this.#until.get(user));
    this.#until.set(user, setTimeout(() => this.#ended(user), LASTS_MS));
    this.changed();
  }

  #ended(user) {
    clearTimeout(this.#until.get(user));
    if (this.#until.delete(user)) {
      this.changed();
    }
  }
}
