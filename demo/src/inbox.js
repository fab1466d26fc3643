import { Changing } from './changing.js';

const PAGE = 15;

/**
 * The notifications of a person, for `<heliograph-bell>`: a page of the inbox over HTTP, and from then on what comes on
 * `user:<person>`. What is read on one device goes away on all.
 */
export class Inbox extends Changing {
  items = [];
  unread = 0;
  #next = null;
  #request;

  /**
   * @param channel the subscription to `user:<person>`
   * @param request (method, path) → the answer's JSON
   */
  constructor(channel, request) {
    super();
    this.#request = request;
    channel.on('message', (message) => this.#apply(message));
    channel.on('gap', () => void this.load());
  }

  get hasMore() {
    return this.#next !== null;
  }

  /** Reads the newest page anew. */
  async load() {
    const page = await this.#request('GET', `/notifications?limit=${PAGE}`);
    this.items = page.items.map(shown);
    this.unread = page.unread;
    this.#next = page.next;
    this.changed();
  }

  async more() {
    const page = await this.#request('GET', `/notifications?limit=${PAGE}&after=${encodeURIComponent(this.#next)}`);
    const known = new Set(this.items.map((item) => item.id));
    this.items = [...this.items, ...page.items.map(shown).filter((item) => !known.has(item.id))];
    this.#next = page.next;
    this.changed();
  }

  /** Shows it at once; the server tells the other devices. */
  markRead(id) {
    this.#read([id]);
    return this.#request('POST', `/notifications/${id}/read`);
  }

  markAllRead() {
    this.#read(this.items.map((item) => item.id));
    this.unread = 0;
    return this.#request('POST', '/notifications/read-all');
  }

  #apply({ type, data }) {
    if (type === 'notification' && !this.items.some((item) => item.id === data.id)) {
      this.items = [shown({ ...data, read: false }), ...this.items];
      this.unread++;
    } else if (type === 'notification.read') {
      this.#read(data.ids);
    } else if (type === 'notification.retracted') {
      this.#read(data.ids);
      this.items = this.items.filter((item) => !data.ids.includes(item.id));
    }
    this.changed();
  }

  #read(ids) {
    const gone = new Set(ids);
    this.unread -= this.items.filter((item) => !item.read && gone.has(item.id)).length;
    this.items = this.items.map((item) => (gone.has(item.id) ? { ...item, read: true } : item));
    this.changed();
  }
}

function shown({ id, title, body, url, createdAt, read }) {
  return { id, title, body, url, time: createdAt, read };
}
