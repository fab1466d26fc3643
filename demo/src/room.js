import { Changing } from './changing.js';

const MAX_LINES = 60;

/**
 * The lobby as one person sees it: what was said, the oldest first. A line of one's own is there at once and waits until the
 * server has it.
 */
export class Room extends Changing {
  /** {id, author, text, time, replayed, waiting} */
  lines = [];
  #channel;
  #user;
  #session = crypto.randomUUID();
  #said = 0;

  /**
   * @param channel the subscription to the lobby
   * @param {import('./ledger.js').Ledger} ledger
   */
  constructor(channel, user, ledger) {
    super();
    this.#user = user;
    this.#channel = channel;
    this.#channel.on('message', (message) => this.#heard(message, ledger));
  }

  /** Resolves when the server has it; while the device is away it waits. */
  async say(text) {
    const id = crypto.randomUUID();
    const data = { author: this.#user, text, session: this.#session, number: ++this.#said };
    this.#put({ id, ...data, time: Date.now(), replayed: false, waiting: true });
    await this.#channel.publish(data, { id, type: 'chat.message' });
  }

  #heard({ id, type, data, time, replayed }, ledger) {
    if (type !== 'chat.message' || typeof data?.text !== 'string') {
      return;
    }
    if (data.author !== this.#user) {
      ledger.received(data, replayed);
    }
    this.#put({ id, author: data.author, text: data.text, time: Date.parse(time), replayed, waiting: false });
  }

  #put(line) {
    const others = this.lines.filter(({ id }) => id !== line.id);
    this.lines = [...others, line].slice(-MAX_LINES);
    this.changed();
  }
}
