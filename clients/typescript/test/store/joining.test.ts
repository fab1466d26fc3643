import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { EMPTY_FEED, reduceFeed, type Activity, type FeedEvent, type FeedPage } from '../../src/store/feed/reducer.js';
import { shownUnread } from '../../src/store/inbox/changes.js';
import type { Notification } from '../../src/store/inbox/item.js';
import { EMPTY_INBOX, reduceInbox, shownItems, type InboxEvent, type InboxState } from '../../src/store/inbox/reducer.js';
import { byAge, type Listed } from '../../src/store/sorting.js';
import { between, seeded } from '../simulation/random.js';

const SEEDS = 300;
const STEPS = 300;
const LIMIT = 4;

interface Row extends Listed {
  readonly read: boolean;
  readonly content: number;
  /** Of a world of stacks. */
  readonly group?: string;
}

/** A change as it is told on the channel. */
interface Told {
  readonly type: 'added' | 'updated' | 'removed' | 'read';
  readonly row: Row;
}

/** A page as it was when it was read, on its way to the screen. */
interface Page {
  readonly request: number;
  readonly kind: 'loaded' | 'older' | 'refreshed' | 'expanded';
  readonly group: string | undefined;
  readonly position: number;
  readonly rows: readonly Row[];
  /** All rows as they were: what stacks are counted by. */
  readonly all: readonly Row[];
  readonly unread: number;
  readonly next: string | undefined;
}

/** What a screen makes of pages and messages. */
interface Screen {
  ask(request: number): void;
  take(page: Page): void;
  hear(told: Told): void;
  readonly next: string | undefined;
  readonly shown: string;
  readonly unread: number | undefined;
  /** What a screen of stacks would ask for now. */
  readonly wish?: { readonly kind: 'refreshed' } | { readonly kind: 'expanded'; readonly group: string; readonly after: string | undefined } | undefined;
}

/** Rows that change, each change stored before it is told, and a screen that reads pages and hears, all at random times. */
class World {
  readonly #random: () => number;
  readonly #screen: Screen;
  #rows: Row[] = [];
  #stored: Told[] = [];   // not told yet
  #channel: Told[] = [];
  #heard: number | undefined;   // undefined before the first page
  #asked: { request: number; kind: Page['kind']; after: string | undefined; group: string | undefined } | undefined;
  readonly #pages: Page[] = [];   // on their way, also those that were asked for before something else was
  #requests = 0;
  #end: Listed | undefined;

  readonly #isStacked: boolean;

  constructor(random: () => number, screen: Screen, isStacked = false) {
    this.#random = random;
    this.#screen = screen;
    this.#isStacked = isStacked;
  }

  run(): void {
    this.#ask('loaded');
    for (let step = 0; step < STEPS; step++) {
      [() => this.#change(), () => this.#change(), () => this.#tell(), () => this.#deliver(), () => this.#deliver(), () => this.#read(),
        () => this.#arrive(), () => this.#more(), () => this.#random() < 0.05 && this.#lose(), () => this.#wish()][between(this.#random, 0, 9)]!();
    }
    while (this.#stored.length > 0) {
      this.#tell();
    }
    this.#read();
    while (this.#pages.length > 0) {
      this.#arrive();
    }
    this.#deliverAll();
    for (let reads = 0; this.#screen.wish?.kind === 'refreshed' && reads < 20; reads++) {
      this.#wish();
      this.#read();
      this.#arrive();
      this.#deliverAll();
    }
  }

  /** What the screen should show in the end: everything up to where its pages reach. */
  get expected(): string {
    const reached = this.#rows.filter((row) => this.#end === undefined || byAge(row, this.#end) <= 0);
    if (this.#isStacked) {
      return headsOf(reached).map((head) => worded(head, this.#rows)).join(' ');
    }
    return reached.map(({ id, content, read }) => `${id}/${content}${read ? '' : '*'}`).join(' ');
  }

  get unread(): number {
    return this.#rows.filter(({ read }) => !read).length;
  }

  #ask(kind: Page['kind'], group?: string, after = kind === 'older' ? this.#screen.next : undefined): void {
    this.#asked = { request: ++this.#requests, kind, after, group };
    this.#screen.ask(this.#requests);
  }

  #wish(): void {
    const { wish } = this.#screen;
    if (wish !== undefined && this.#asked === undefined && this.#pages.length === 0) {
      wish.kind === 'expanded' ? this.#ask(wish.kind, wish.group, wish.after) : this.#ask(wish.kind);
    }
  }

  #more(): void {
    if (this.#asked === undefined && this.#pages.length === 0 && this.#screen.next !== undefined) {
      this.#ask('older');
    }
  }

  /** Stores a change. An addition may be older than others: events come late. */
  #change(): void {
    const row = this.#rows[between(this.#random, 0, Math.max(0, this.#rows.length - 1))];
    const kind = this.#random();
    if (row === undefined || kind < 0.5) {
      const minute = String(between(this.#random, 0, 59)).padStart(2, '0');
      const added = { id: `r${this.#rows.length}-${this.#channel.length}-${this.#stored.length}`, time: `2026-01-01T12:${minute}:00Z`, read: false, content: 0, ...this.#group() };
      this.#store(added, 'added', [...this.#rows.filter(({ id }) => id !== added.id), added]);
    } else if (kind < 0.8) {
      this.#store(row, 'removed', this.#rows.filter((other) => other !== row));
    } else {
      const changed = kind < 0.9 ? { ...row, content: row.content + 1 } : { ...row, read: true };
      this.#store(changed, kind < 0.9 ? 'updated' : 'read', this.#rows.map((other) => (other === row ? changed : other)));
    }
  }

  #group(): { readonly group?: string } {
    const group = this.#isStacked ? between(this.#random, 0, 3) : 0;
    return group === 0 ? {} : { group: `g${group}` };
  }

  #store(row: Row, type: Told['type'], rows: Row[]): void {
    this.#rows = rows.sort(byAge);
    this.#stored.push({ type, row });
  }

  #tell(): void {
    this.#channel.push(...this.#stored.splice(0, 1));
  }

  #deliver(): void {
    if (this.#heard !== undefined && this.#heard < this.#channel.length) {
      this.#screen.hear(this.#channel[this.#heard++]!);
    }
  }

  #deliverAll(): void {
    while (this.#heard! < this.#channel.length) {
      this.#deliver();
    }
  }

  /** The server reads the page that was asked for: the position first. */
  #read(): void {
    if (this.#asked === undefined) {
      return;
    }
    const position = this.#channel.length;
    if (this.#random() < 0.5) {
      this.#change();
      this.#tell();
    }
    const { kind, request, group } = this.#asked;
    const after = this.#asked.after === undefined ? undefined : (JSON.parse(this.#asked.after) as Listed);
    const asked = group === undefined ? (this.#isStacked ? headsOf(this.#rows) : this.#rows) : this.#rows.filter((row) => row.group === group);
    const rest = asked.filter((row) => after === undefined || byAge(row, after) > 0);
    const rows = rest.slice(0, kind === 'refreshed' ? rest.length : LIMIT);
    const next = rest.length > LIMIT ? JSON.stringify(rows.at(-1)) : undefined;
    this.#asked = undefined;
    this.#pages.push({ request, kind, group, position, rows, all: [...this.#rows], unread: this.unread, next });
  }

  #arrive(): void {
    const page = this.#pages.splice(between(this.#random, 0, this.#pages.length), 1)[0];
    if (page !== undefined) {
      this.#screen.take(page);
      this.#heard ??= page.position;
      if (page.request === this.#requests && (page.kind === 'loaded' || page.kind === 'older')) {
        this.#end = page.next === undefined ? undefined : page.rows.at(-1);
      }
    }
  }

  /** A gap: what was not heard yet will not come, and the page is read anew. */
  #lose(): void {
    if (this.#heard !== undefined) {
      this.#heard = this.#channel.length;
      this.#ask('loaded');
    }
  }
}

/** Of each group only its newest. */
function headsOf(rows: readonly Row[]): Row[] {
  return rows.filter((row) => row.group === undefined || rows.find(({ group }) => group === row.group) === row);
}

function stackOf({ group }: Row, rows: readonly Row[]): { count: number; unread: number } | undefined {
  const all = rows.filter((row) => row.group === group);
  return group === undefined ? undefined : { count: all.length, unread: all.filter(({ read }) => !read).length };
}

function worded(head: Row, rows: readonly Row[]): string {
  const stack = stackOf(head, rows);
  return `${head.id}${head.read ? '' : '*'}${stack === undefined ? '' : `/${stack.count}/${stack.unread}`}`;
}

const activityOf = ({ id, time, content, read }: Row): Activity =>
  ({ id, time, content: `${content}${read ? '' : '*'}`, actor: { id: 'bob' }, verb: 'v', object: { type: 't', id: 'o' }, feeds: [], visibility: 'public' });

class FeedScreen implements Screen {
  #state = EMPTY_FEED;
  readonly unread = undefined;

  ask(request: number): void {
    this.#apply({ kind: 'asked', request });
  }

  take({ kind, request, rows, next, position }: Page): void {
    const page: FeedPage = { items: rows.map(activityOf), channel: 'feed:f', position: `e.${position}`, ...(next === undefined ? {} : { next }) };
    this.#apply({ kind: kind as 'loaded' | 'older', request, page });
  }

  hear({ type, row }: Told): void {
    this.#apply({ kind: 'message', type: `activity.${type === 'read' ? 'updated' : type}`, data: activityOf(row) });
  }

  get next(): string | undefined {
    return this.#state.next;
  }

  get shown(): string {
    return this.#state.items.map(({ id, content }) => `${id}/${content}`).join(' ');
  }

  #apply(event: FeedEvent): void {
    this.#state = reduceFeed(this.#state, event);
  }
}

/** Notifications do not change: what the world calls an update is nothing here. */
const notificationOf = ({ id, time, read, group }: Row): Notification => ({ id, title: id, createdAt: time, read, ...(group === undefined ? {} : { group }) });

class InboxScreen implements Screen {
  #state: InboxState;

  constructor(isStacked = false) {
    this.#state = { ...EMPTY_INBOX, isStacked };
  }

  ask(request: number): void {
    this.#apply({ kind: 'asked', request });
  }

  take({ kind, request, rows, all, unread, next, group }: Page): void {
    const stacked = (row: Row): Notification => {
      const stack = this.#state.isStacked && kind !== 'expanded' ? stackOf(row, all) : undefined;
      return { ...notificationOf(row), ...(stack === undefined ? {} : { stack }) };
    };
    this.#apply({ kind, request, page: { items: rows.map(stacked), unread, next: next ?? null }, group: group! });
  }

  get wish(): Screen['wish'] {
    const [expandable] = this.#state.rests;
    return this.#state.isStale ? { kind: 'refreshed' } : expandable && { kind: 'expanded', group: expandable[0], after: expandable[1].next };
  }

  hear({ type, row }: Told): void {
    const { read: _, ...notification } = notificationOf(row);
    const messages = {
      added: { type: 'notification', data: notification },
      updated: { type: 'other', data: {} },
      removed: { type: 'notification.retracted', data: { ids: [row.id] } },
      read: { type: 'notification.read', data: { ids: [row.id] } },
    };
    this.#apply({ kind: 'message', message: messages[type] });
  }

  /** The count of a server that has told its last word. */
  count(unread: number): void {
    this.#apply({ kind: 'counted', unread });
  }

  get next(): string | undefined {
    return this.#state.next;
  }

  get shown(): string {
    return shownItems(this.#state)
      .map(({ id, read, stack }) => `${id}${read ? '' : '*'}${stack === undefined ? '' : `/${stack.count}/${stack.unread}`}`).join(' ');
  }

  get unread(): number {
    return shownUnread(this.#state);
  }

  #apply(event: InboxEvent): void {
    this.#state = reduceInbox(this.#state, event);
  }
}

describe('whatever the order of pages and messages', () => {
  test('a feed shows in the end what the server has', () => {
    for (let seed = 1; seed <= SEEDS; seed++) {
      const screen = new FeedScreen();
      const world = new World(seeded(seed), screen);
      world.run();
      assert.equal(screen.shown, world.expected, `seed ${seed}`);
    }
  });

  test('stacks count in the end what the server has, once what was in doubt is read again', () => {
    for (let seed = 1; seed <= SEEDS; seed++) {
      const screen = new InboxScreen(true);
      const world = new World(seeded(seed), screen, true);
      world.run();
      screen.count(world.unread);
      assert.equal(screen.shown, world.expected, `seed ${seed}`);
      assert.equal(screen.unread, world.unread, `seed ${seed}`);
    }
  });

  test('an inbox shows in the end what the server has', () => {
    for (let seed = 1; seed <= SEEDS; seed++) {
      const screen = new InboxScreen();
      const world = new World(seeded(seed), screen);
      world.run();
      screen.count(world.unread);
      assert.equal(screen.shown, world.expected.replace(/\/\d+/g, ''), `seed ${seed}`);
      assert.equal(screen.unread, world.unread, `seed ${seed}`);
    }
  });
});
