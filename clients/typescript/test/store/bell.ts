import { inbox, type Inbox, type InboxOptions } from '../../src/store/index.js';
import { Stage } from '../stage.js';
import { HttpServer } from './server.js';

export const CHANNEL = 'user:42';
export const EVERYONE = 'broadcast:all';
/** When tests begin, in milliseconds since 1970. */
export const ONE = Date.parse('2026-01-01T13:00:00Z');

/** A notification of a minute. */
export const of = (id: string, minute: number, more: object = {}) => ({ id, title: `Title ${id}`, createdAt: `2026-01-01T12:${String(minute).padStart(2, '0')}:00Z`, ...more });

/** A bell of a user who is connected; nothing is answered yet. */
export class Bell {
  readonly stage = new Stage();
  readonly server = new HttpServer();
  readonly store: Inbox;
  changes = 0;
  #offset = 0;

  constructor(options: Pick<InboxOptions, 'stacked'> = {}) {
    const { client, clock } = this.stage;
    this.store = inbox(client, { http: this.server.http, clock, wallClock: () => ONE + clock.now(), random: () => 1, ...options });
    this.store.subscribe(() => this.changes++);
  }

  static async connected(options: Pick<InboxOptions, 'stacked'> = {}): Promise<Bell> {
    const bell = new Bell(options);
    await bell.stage.connected();
    await bell.settle();
    bell.stage.answers(CHANNEL, 'e1.0');
    bell.stage.answers(EVERYONE, 'e1.0');
    return bell;
  }

  /** With `a` unread and `b` read, and an older page. */
  static async loaded(): Promise<Bell> {
    const bell = await Bell.connected();
    await bell.page({ items: [of('b', 20, { read: true }), of('a', 10, { read: false })], unread: 5, next: 'C' });
    return bell;
  }

  /** Answers the request for a page. */
  async page(page: object): Promise<string> {
    const request = this.server.answer(page);
    await this.settle();
    return request;
  }

  comes(type: string, data: object): void {
    this.stage.publishes(CHANNEL, ++this.#offset, type, data);
  }

  /** On the channel of everyone. */
  tellsEveryone(offset: number, type: string, data: object): void {
    this.stage.publishes(EVERYONE, offset, type, data);
  }

  /** Answers what was asked for last of the past of what is for everyone. */
  async past(...messages: [offset: number, type: string, data: object][]): Promise<void> {
    const { ref } = this.stage.socket.sentOf('history').at(-1)!;
    const frames = messages.map(([offset, type, data]) => ({ op: 'message', channel: EVERYONE, epoch: 'e1', offset, id: `${offset}`, type, time: '', data } as const));
    this.stage.socket.says({ op: 'history', ref, channel: EVERYONE, position: 'e1.0', more: false, frames });
    await this.settle();
  }

  /** The server ends the past of everyone's channel, and goes on after it. */
  async loses(): Promise<void> {
    this.stage.socket.says({ op: 'reset', channel: EVERYONE, reason: 'retention', position: 'e1.9' });
    await this.settle();
  }

  counts(unread: number): void {
    this.stage.tells(CHANNEL, { unread: { unread } });
  }

  /** The ids, those of unread ones with a star. */
  get shown(): string {
    return this.store.getSnapshot().items.map(({ id, read }) => (read ? id : `${id}*`)).join(' ');
  }

  get unread(): number {
    return this.store.getSnapshot().unread;
  }

  async settle(): Promise<void> {
    await this.stage.clock.advance(0);
  }
}
