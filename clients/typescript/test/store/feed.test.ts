import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { feed, timeline, type Feed } from '../../src/store/index.js';
import { Stage } from '../stage.js';
import { HttpServer } from './server.js';

const CHANNEL = 'timeline:42';

const of = (id: string, minute: number, content = '') => ({
  id, time: `2026-01-01T12:${String(minute).padStart(2, '0')}:00Z`, actor: { id: 'bob' }, verb: 'commented', content,
  object: { type: 'document', id: 'plan' }, feeds: ['team'], visibility: 'public',
});

/** A timeline of a user who is connected. */
class Screen {
  readonly stage = new Stage();
  readonly server = new HttpServer();
  store!: Feed;
  #offset = 4;

  static async connected(): Promise<Screen> {
    const screen = new Screen();
    await screen.stage.connected();
    const { client, clock } = screen.stage;
    screen.store = timeline(client, { http: screen.server.http, clock, random: () => 1 });
    return screen;
  }

  /** With two activities, older ones, and two that were not seen. */
  static async loaded(): Promise<Screen> {
    const screen = await Screen.connected();
    await screen.page({ items: [of('b', 20), of('a', 10)], next: 'N', previous: 'P', unseen: { unseen: 2 } });
    screen.stage.answers(CHANNEL, 'e1.4');
    return screen;
  }

  async page(page: object): Promise<string> {
    const request = this.server.answer({ channel: CHANNEL, position: 'e1.4', ...page });
    await this.settle();
    return request;
  }

  comes(type: string, data: object): void {
    this.stage.publishes(CHANNEL, ++this.#offset, type, data);
  }

  get shown(): string {
    return this.store.getSnapshot().items.map(({ id }) => id).join(' ');
  }

  get unseen(): number | undefined {
    return this.store.getSnapshot().unseen?.unseen;
  }

  async settle(): Promise<void> {
    await this.stage.clock.advance(0);
  }
}

describe('page and live', () => {
  test('join at the position of the page', async () => {
    const screen = await Screen.connected();

    const request = await screen.page({ items: [of('a', 10)], next: 'N', unseen: { unseen: 1 } });

    assert.equal(request, 'GET /timeline?limit=25');
    assert.deepEqual(screen.stage.socket.sentOf('subscribe')[0]?.subscribe, [{ channel: CHANNEL, position: 'e1.4' }]);
    const { phase, hasMore } = screen.store.getSnapshot();
    assert.deepEqual({ phase, hasMore, unseen: screen.unseen }, { phase: 'ready', hasMore: true, unseen: 1 });
    assert.equal(screen.server.waiting.length, 0);
  });

  test('have each activity once, the newest first', async () => {
    const screen = await Screen.loaded();

    screen.comes('activity.added', of('b', 20));
    screen.comes('activity.added', of('d', 40));
    screen.comes('activity.added', of('c', 30));

    assert.equal(screen.shown, 'd c b a');
  });

  test('follow what is changed and taken back', async () => {
    const screen = await Screen.loaded();

    screen.comes('activity.updated', of('a', 10, 'changed'));
    screen.comes('activity.removed', { id: 'b' });
    screen.comes('activity.updated', of('unknown', 10));

    assert.equal(screen.shown, 'a');
    assert.equal(screen.store.getSnapshot().items[0]?.content, 'changed');
  });

  test('read the page again when somebody else follows the channel already, and is further', async () => {
    const stage = await new Stage().connected();
    stage.client.subscribe(CHANNEL);
    await stage.clock.advance(0);
    stage.answers(CHANNEL, 'e1.6');
    const server = new HttpServer();
    const store = timeline(stage.client, { http: server.http, clock: stage.clock });
    server.answer({ items: [of('a', 10)], channel: CHANNEL, position: 'e1.4' });
    await stage.clock.advance(0);
    stage.publishes(CHANNEL, 7, 'activity.added', of('c', 30));

    server.answer({ items: [of('b', 20), of('a', 10)], channel: CHANNEL, position: 'e1.6' });
    await stage.clock.advance(0);

    assert.deepEqual(store.getSnapshot().items.map(({ id }) => id), ['c', 'b', 'a']);
    assert.equal(server.waiting.length, 0);
  });

  test('wait until it is known where somebody else’s subscription begins', async () => {
    const stage = new Stage();
    stage.client.subscribe(CHANNEL);
    await stage.connected();
    const server = new HttpServer();
    const store = timeline(stage.client, { http: server.http, clock: stage.clock });
    server.answer({ items: [of('a', 10)], channel: CHANNEL, position: 'e1.4' });
    await stage.clock.advance(0);
    assert.equal(server.waiting.length, 0);

    stage.answers(CHANNEL, 'e1.6');
    stage.tells(CHANNEL, {});
    server.answer({ items: [of('b', 20), of('a', 10)], channel: CHANNEL, position: 'e1.6' });
    await stage.clock.advance(0);

    assert.deepEqual(store.getSnapshot().items.map(({ id }) => id), ['b', 'a']);
  });

  test('follow the feeds that are told on their own channels alone', async () => {
    const screen = await Screen.connected();
    await screen.page({ items: [of('a', 10)], previous: 'P', merged: ['feed:star'] });
    screen.stage.answers(CHANNEL, 'e1.4');
    screen.stage.answers('feed:star', 'e1.8');
    screen.stage.tells('feed:star', {});
    assert.equal(await screen.page({ items: [of('b', 20)], previous: 'Q', merged: ['feed:star'] }), 'GET /timeline?limit=25&before=P');

    screen.stage.publishes('feed:star', 9, 'activity.added', of('c', 30));
    assert.equal(screen.shown, 'c b a');

    screen.store.reload();
    await screen.page({ items: [of('c', 30)], merged: [] });
    assert.deepEqual(screen.stage.socket.sentOf('unsubscribe').map(({ channels }) => channels), [['feed:star']]);
  });

  test('begin anew after a gap, with what comes meanwhile', async () => {
    const screen = await Screen.loaded();
    screen.stage.socket.says({ op: 'reset', channel: CHANNEL, reason: 'retention', position: 'e1.40' });
    screen.stage.publishes(CHANNEL, 41, 'activity.removed', { id: 'y' });

    await screen.page({ items: [of('z', 50), of('y', 49)] });

    assert.equal(screen.shown, 'z');
  });

  test('say so when the channel is denied, and try again when asked', async () => {
    const screen = await Screen.loaded();
    screen.stage.socket.says({ op: 'reset', channel: CHANNEL, reason: 'denied' });
    assert.equal(screen.store.getSnapshot().error?.code, 'denied');
    assert.equal(screen.shown, 'b a');

    screen.store.reload();
    await screen.page({ items: [of('a', 10)] });

    assert.equal(screen.store.getSnapshot().error, undefined);
    assert.equal(screen.stage.socket.sentOf('subscribe').length, 2);
  });

  test('do not grow for ever', async () => {
    const screen = await Screen.loaded();
    for (let index = 0; index < 1_005; index++) {
      screen.comes('activity.added', of(`live-${index}`, 30));
    }
    assert.equal(screen.server.waiting.length, 1);

    await screen.page({ items: [of('z', 50)], next: 'N' });

    assert.equal(screen.shown.split(' ').length < 20, true, 'the page, and what came while it was read');
    assert.equal(screen.server.waiting.length, 0);
  });
});

describe('other pages', () => {
  test('older ones follow at the end, without what was taken back meanwhile', async () => {
    const screen = await Screen.loaded();
    void screen.store.more();
    screen.comes('activity.removed', { id: 'y' });

    assert.equal(await screen.page({ items: [of('z', 2), of('y', 1)] }), 'GET /timeline?limit=25&after=N');

    assert.equal(screen.shown, 'b a z');
    assert.equal(screen.store.getSnapshot().hasMore, false);
    await screen.store.more();
    assert.equal(screen.server.waiting.length, 0);
  });

  test('newer ones come to the front', async () => {
    const screen = await Screen.loaded();
    void screen.store.newer();

    assert.equal(await screen.page({ items: [of('merged', 30)], previous: 'Q' }), 'GET /timeline?limit=25&before=P');

    assert.equal(screen.shown, 'merged b a');
    assert.equal(screen.store.getSnapshot().hasMore, true);
    void screen.store.newer();
    assert.equal(await screen.page({ items: [] }), 'GET /timeline?limit=25&before=Q');
    void screen.store.newer();
    assert.equal(await screen.page({ items: [] }), 'GET /timeline?limit=25&before=Q');
  });

  test('do not count when the first page was read anew', async () => {
    const screen = await Screen.loaded();
    void screen.store.more();
    screen.store.reload();
    await screen.page({ items: [of('stale', 1)] });

    await screen.page({ items: [of('b', 20)], next: 'M' });

    assert.equal(screen.shown, 'b');
  });
});

describe('unseen', () => {
  test('is what the server tells', async () => {
    const screen = await Screen.loaded();

    screen.stage.tells(CHANNEL, { unseen: { unseen: 100, more: true } });

    assert.deepEqual(screen.store.getSnapshot().unseen, { unseen: 100, more: true });
  });

  test('is gone at once when all was seen', async () => {
    const screen = await Screen.loaded();
    const done = screen.store.seen();
    assert.equal(screen.unseen, 0);
    const [{ request, body } = {}] = screen.server.waiting;
    assert.deepEqual({ request, body }, { request: 'PUT /timeline/seen', body: {} });

    screen.server.answer();
    await done;

    assert.equal(screen.unseen, 0);
  });

  test('leaves what is newer', async () => {
    const screen = await Screen.loaded();

    void screen.store.seen('a');

    assert.deepEqual(screen.server.waiting[0]?.body, { upTo: 'a' });
    assert.equal(screen.unseen, 1);
  });

  test('comes back when the server does not take it', async () => {
    const screen = await Screen.loaded();
    const done = screen.store.seen();
    screen.server.refuse('unavailable', true);

    await assert.rejects(done, { code: 'unavailable' });

    assert.equal(screen.unseen, 2);
  });
});

test('a feed has its own path and no count', async () => {
  const stage = await new Stage().connected();
  const server = new HttpServer();
  const store = feed(stage.client, 'team/7', { http: server.http, limit: 10 });

  assert.equal(server.answer({ items: [], channel: 'feed:team/7', position: '0' }), 'GET /feeds/team%2F7/activities?limit=10');
  await stage.clock.advance(0);

  assert.deepEqual(stage.socket.sentOf('subscribe')[0]?.subscribe, [{ channel: 'feed:team/7', position: '0' }]);
  assert.equal(store.getSnapshot().unseen, undefined);
  store.close();
  await stage.clock.advance(0);
  assert.equal(stage.socket.sentOf('unsubscribe').length, 1);
});
