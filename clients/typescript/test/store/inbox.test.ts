import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Bell, CHANNEL, EVERYONE, of } from './bell.js';

describe('page and live', () => {
  test('begin with the newest page', async () => {
    const bell = await Bell.connected();
    assert.equal(bell.store.getSnapshot().phase, 'loading');

    const request = await bell.page({ items: [of('a', 10, { read: false })], unread: 5, next: 'C' });

    assert.equal(request, 'GET /notifications?limit=20');
    const { phase, items, unread, hasMore } = bell.store.getSnapshot();
    assert.deepEqual({ phase, unread, hasMore }, { phase: 'ready', unread: 5, hasMore: true });
    assert.deepEqual(items, [{ id: 'a', title: 'Title a', time: '2026-01-01T12:10:00Z', read: false }]);
  });

  test('have each notification once, whichever comes first', async () => {
    const bell = await Bell.connected();
    bell.comes('notification', of('a', 10));
    bell.comes('notification', of('b', 20));
    assert.equal(bell.shown, 'b* a*');

    await bell.page({ items: [of('a', 10, { read: false })], unread: 1, next: null });
    assert.equal(bell.shown, 'b* a*');
    assert.equal(bell.unread, 2);

    bell.comes('notification', of('b', 20));
    assert.equal(bell.shown, 'b* a*');
    assert.equal(bell.unread, 2);
  });

  test('apply to the page what came while it was read', async () => {
    const bell = await Bell.loaded();
    bell.store.reload();
    bell.comes('notification.retracted', { ids: ['b'] });
    bell.comes('notification.read', { ids: ['a'] });
    bell.counts(4);

    await bell.page({ items: [of('b', 20, { read: true }), of('a', 10, { read: false })], unread: 5, next: null });

    assert.equal(bell.shown, 'a');
    assert.equal(bell.unread, 4);
  });

  test('leave what is older than the page to the next one', async () => {
    const bell = await Bell.loaded();

    bell.comes('notification', of('old', 1));
    assert.equal(bell.shown, 'b a*');

    void bell.store.more();
    assert.equal(await bell.page({ items: [of('old', 1, { read: false })], unread: 5, next: null }), 'GET /notifications?limit=20&after=C');
    assert.equal(bell.shown, 'b a* old*');
    assert.equal(bell.store.getSnapshot().hasMore, false);
  });

  test('apply to an older page what came while it was read', async () => {
    const bell = await Bell.loaded();
    void bell.store.more();
    bell.comes('notification.retracted', { ids: ['old'] });

    await bell.page({ items: [of('old', 1, { read: false })], unread: 5, next: null });

    assert.equal(bell.shown, 'b a*');
  });

  test('show the one that takes the place of another', async () => {
    const bell = await Bell.loaded();

    bell.comes('notification', of('c', 30, { replaces: ['a'] }));

    assert.equal(bell.shown, 'c* b');
    assert.equal(bell.unread, 5);
  });

  test('begin anew after a gap', async () => {
    const bell = await Bell.loaded();

    bell.stage.socket.says({ op: 'reset', channel: CHANNEL, reason: 'retention', position: 'e1.40' });
    await bell.page({ items: [of('z', 50, { read: false })], unread: 1, next: null });

    assert.equal(bell.shown, 'z*');
  });

  test('do not grow for ever', async () => {
    const bell = await Bell.loaded();
    for (let index = 0; index < 1_005; index++) {
      bell.comes('notification', of(`live-${index}`, 30));
    }

    assert.equal(await bell.page({ items: [of('z', 50)], unread: 1, next: 'N' }), 'GET /notifications?limit=20');

    assert.equal(bell.shown.split(' ').length < 20, true, 'the page, and what came while it was read');
    assert.equal(bell.server.waiting.length, 0);
  });

  test('ignore what they do not know', async () => {
    const bell = await Bell.loaded();

    bell.comes('something.else', {});

    assert.equal(bell.shown, 'b a*');
  });
});

describe('the number of unread ones', () => {
  test('is what the server tells', async () => {
    const bell = await Bell.loaded();
    bell.counts(7);
    assert.equal(bell.unread, 7);

    bell.comes('notification', of('c', 30));
    assert.equal(bell.unread, 7, 'the new one is in the count, or in the next one');
    bell.counts(8);
    assert.equal(bell.unread, 8);
  });

  test('is counted here as long as the server tells none', async () => {
    const bell = await Bell.loaded();

    bell.comes('notification', of('c', 30));
    assert.equal(bell.unread, 6);
    bell.comes('notification.read', { ids: ['a', 'c'] });
    assert.equal(bell.unread, 4);
    bell.comes('notification', of('d', 40));
    bell.comes('notification.retracted', { ids: ['d', 'b'] });
    assert.equal(bell.unread, 4);
  });

  test('is told once for all that happens in a turn', async () => {
    const bell = await Bell.loaded();
    const before = bell.changes;

    bell.comes('notification', of('c', 30));
    bell.comes('notification', of('d', 40));
    bell.counts(7);
    await bell.settle();

    assert.equal(bell.changes, before + 1);
    assert.equal(bell.store.getSnapshot(), bell.store.getSnapshot());
  });
});

describe('reading', () => {
  test('shows at once, whatever comes first of answer, message and count', async () => {
    const orders: ((bell: Bell) => void)[][] = [];
    const steps = [
      (bell: Bell) => void bell.server.answer(),
      (bell: Bell) => bell.comes('notification.read', { ids: ['a'] }),
      (bell: Bell) => bell.counts(4),
    ];
    steps.forEach((first) => steps.forEach((second) => steps.forEach((third) => {
      if (new Set([first, second, third]).size === 3) {
        orders.push([first, second, third]);
      }
    })));
    for (const order of orders) {
      const bell = await Bell.loaded();
      bell.counts(5);
      await bell.settle();

      const done = bell.store.markRead('a');
      for (const step of [() => undefined, ...order]) {
        step(bell);
        await bell.settle();
        assert.equal(bell.shown, 'b a', `order ${orders.indexOf(order)}`);
        assert.equal(bell.unread, 4, `order ${orders.indexOf(order)}`);
      }
      await done;
    }
  });

  test('shows on a page that comes later, and may be older', async () => {
    const bell = await Bell.loaded();
    void bell.store.markRead('old');
    void bell.store.more();

    bell.server.answer();
    await bell.page({ items: [of('old', 1, { read: false })], unread: 5, next: null });

    assert.equal(bell.shown, 'b a* old');
  });

  test('does not show an older count that comes before or soon after the answer', async () => {
    const bell = await Bell.loaded();
    bell.counts(5);
    const done = bell.store.markRead('a');

    for (const step of [() => bell.counts(5), () => void bell.server.answer(), () => bell.counts(5), () => bell.counts(4)]) {
      step();
      await bell.settle();
      assert.equal(bell.unread, 4);
    }
    await done;
    await bell.stage.clock.advance(2_000);
    assert.equal(bell.unread, 4);
  });

  test('keeps the number until a count comes, however late', async () => {
    const bell = await Bell.loaded();
    bell.counts(5);
    void bell.store.markRead('a');
    bell.server.answer();

    await bell.stage.clock.advance(10_000);

    assert.equal(bell.unread, 4);
  });

  test('counts what comes meanwhile', async () => {
    const bell = await Bell.loaded();
    bell.counts(5);
    void bell.store.markRead('a');

    bell.comes('notification', of('c', 30));
    bell.counts(6);
    assert.equal(bell.unread, 5);
    bell.comes('notification.read', { ids: ['c'] });
    bell.counts(4);
    assert.equal(bell.unread, 4);
  });

  test('shows as unread what another device marked so, also after it was read here', async () => {
    const bell = await Bell.loaded();
    bell.comes('notification.unread', { ids: ['b', 'a', 'x'] });
    assert.equal(bell.shown, 'b* a*');
    assert.equal(bell.unread, 6);
    void bell.store.markRead('a');
    bell.server.answer();
    await bell.settle();
    assert.equal(bell.shown, 'b* a');

    bell.comes('notification.unread', { ids: ['a'] });

    assert.equal(bell.shown, 'b* a*');
    assert.equal(bell.unread, 6);
    await bell.stage.clock.advance(2_000);
    assert.equal(bell.shown, 'b* a*');
  });

  test('keeps what is being read as read when an older word comes', async () => {
    const bell = await Bell.loaded();
    void bell.store.markRead('a');

    bell.comes('notification.unread', { ids: ['a'] });

    assert.equal(bell.shown, 'b a');
    assert.equal(bell.unread, 4);
  });

  test('shows a higher count once it must have the change in it', async () => {
    const bell = await Bell.loaded();
    void bell.store.markRead('a');
    bell.server.answer();
    await bell.settle();
    bell.counts(6);
    assert.equal(bell.unread, 4);

    await bell.stage.clock.advance(2_000);

    assert.equal(bell.unread, 6);
  });

  test('asks the server', async () => {
    const bell = await Bell.loaded();

    void bell.store.markRead('a/b');
    void bell.store.markAllRead();

    assert.deepEqual(bell.server.waiting.map(({ request }) => request),
      ['POST /notifications/a%2Fb/read', 'POST /notifications/read-all']);
  });

  test('is taken back when the server does not do it', async () => {
    const bell = await Bell.loaded();
    const done = bell.store.markRead('a');
    assert.equal(bell.unread, 4);

    bell.server.refuse('unavailable', true);

    await assert.rejects(done, { code: 'unavailable' });
    assert.equal(bell.shown, 'b a*');
    assert.equal(bell.unread, 5);
  });

  test('that is taken back shows the count that was told meanwhile', async () => {
    const bell = await Bell.loaded();
    const done = bell.store.markRead('a');
    bell.counts(7);
    assert.equal(bell.unread, 4);

    bell.server.refuse('unavailable', true);

    await assert.rejects(done);
    assert.equal(bell.unread, 7);
  });

  test('takes back only what failed', async () => {
    const bell = await Bell.loaded();
    const one = bell.store.markRead('a');
    const all = bell.store.markAllRead();
    bell.comes('notification', of('c', 30));

    bell.server.refuse('unavailable', true);
    await assert.rejects(one);
    assert.equal(bell.shown, 'c* b a');
    bell.server.answer();
    await all;
    bell.counts(1);

    assert.equal(bell.shown, 'c* b a');
    assert.equal(bell.unread, 1);
  });

  test('is shown together with what failed beside it', async () => {
    const bell = await Bell.loaded();
    bell.comes('notification', of('c', 30));
    const one = bell.store.markRead('a');
    const other = bell.store.markRead('c');
    assert.equal(bell.unread, 4);

    bell.server.refuse('unavailable', true);
    await assert.rejects(one);
    assert.equal(bell.unread, 5);
    bell.server.answer();
    await other;

    assert.equal(bell.shown, 'c b a*');
    assert.equal(bell.unread, 5);
  });

  test('all takes the whole count away', async () => {
    const bell = await Bell.loaded();
    const done = bell.store.markAllRead();
    assert.equal(bell.unread, 0);
    assert.equal(bell.shown, 'b a');

    bell.server.answer();
    await done;

    assert.equal(bell.unread, 0);
  });
});

describe('marking as unread', () => {
  test('shows at once and asks the server', async () => {
    const bell = await Bell.loaded();

    const done = bell.store.markUnread(['b']);

    assert.equal(bell.shown, 'b* a*');
    assert.equal(bell.unread, 6);
    const { request, body } = bell.server.waiting[0]!;
    assert.deepEqual({ request, body }, { request: 'POST /notifications/unread', body: { ids: ['b'] } });
    bell.server.answer();
    await done;
    await bell.stage.clock.advance(2_000);
    assert.equal(bell.shown, 'b* a*');
    assert.equal(bell.unread, 6);
  });

  test('shows at once, whatever comes first of answer, message and count', async () => {
    for (const order of ['amc', 'acm', 'mac', 'mca', 'cam', 'cma']) {
      const bell = await Bell.loaded();
      bell.counts(5);
      const done = bell.store.markUnread(['b']);
      for (const step of order) {
        step === 'a' ? bell.server.answer() : step === 'm' ? bell.comes('notification.unread', { ids: ['b'] }) : bell.counts(6);
        await bell.settle();
        assert.equal(bell.shown, 'b* a*', order);
        assert.equal(bell.unread, 6, order);
      }
      await done;
    }
  });

  test('shows a lower count once it must have the change in it', async () => {
    const bell = await Bell.loaded();
    void bell.store.markUnread(['b']);
    bell.counts(5);
    assert.equal(bell.unread, 6);
    bell.server.answer();
    await bell.settle();
    bell.counts(2);
    assert.equal(bell.unread, 6);

    await bell.stage.clock.advance(2_000);

    assert.equal(bell.unread, 2);
  });

  test('is taken back when the server does not do it', async () => {
    const bell = await Bell.loaded();
    const done = bell.store.markUnread(['b', 'not-loaded']);

    bell.server.refuse('not_found', false);

    await assert.rejects(done, { code: 'not_found' });
    assert.equal(bell.shown, 'b a*');
    assert.equal(bell.unread, 5);
  });

  test('leaves what is unread as it is', async () => {
    const bell = await Bell.loaded();

    void bell.store.markUnread(['a']);

    assert.equal(bell.shown, 'b a*');
    assert.equal(bell.unread, 5);
  });

  test('goes after reading, and reading after it', async () => {
    const bell = await Bell.loaded();
    bell.counts(5);
    void bell.store.markRead('a').catch(() => undefined);
    void bell.store.markUnread(['a', 'b']);
    assert.equal(bell.shown, 'b* a*');
    assert.equal(bell.unread, 6);

    const all = bell.store.markAllRead();
    assert.equal(bell.shown, 'b a');
    assert.equal(bell.unread, 0);
    bell.server.refuse('unavailable', true);
    bell.server.answer();
    bell.server.answer();
    await all;

    assert.equal(bell.shown, 'b a');
  });

  test('shows as read what another device read after it', async () => {
    const bell = await Bell.loaded();
    void bell.store.markUnread(['b']);
    bell.comes('notification.read', { ids: ['b'] });
    assert.equal(bell.shown, 'b* a*', 'an older word');
    bell.server.answer();
    await bell.settle();

    bell.comes('notification.read', { ids: ['b'] });

    assert.equal(bell.shown, 'b a*');
    assert.equal(bell.unread, 5);
  });
});

test('tells why a notification is where it is', async () => {
  const bell = await Bell.loaded();
  const asked = bell.store.why('a/b');
  const explanation = { id: 'a/b', channels: { push: { outcome: 'suppress', reasons: [{ code: 'quiet_hours' }] } }, push: { results: [] } };

  assert.equal(await bell.page(explanation), 'GET /notifications/a%2Fb/why');

  assert.equal(await asked, explanation);
});

describe('loading', () => {
  test('is tried again, later each time, while the failure is temporary', async () => {
    const bell = await Bell.connected();
    bell.server.refuse('unavailable', true);
    await bell.settle();
    assert.equal(bell.store.getSnapshot().phase, 'failed');
    assert.equal(bell.store.getSnapshot().error?.code, 'unavailable');

    await bell.stage.clock.advance(1_000);
    bell.server.refuse('unavailable', true);
    await bell.stage.clock.advance(1_999);
    assert.equal(bell.server.waiting.length, 0);
    await bell.stage.clock.advance(1);
    await bell.page({ items: [], unread: 0, next: null });

    assert.equal(bell.store.getSnapshot().phase, 'ready');
    assert.equal(bell.store.getSnapshot().error, undefined);
  });

  test('is not tried again when the server will not', async () => {
    const bell = await Bell.connected();
    bell.server.refuse('forbidden', false);

    await bell.stage.clock.advance(100_000);

    assert.equal(bell.server.waiting.length, 0);
  });

  test('fails on an answer that is none', async () => {
    const bell = await Bell.connected();

    await bell.page({});

    assert.equal(bell.store.getSnapshot().error?.code, 'malformed');
  });

  test('of an older page rejects, and may be asked again', async () => {
    const bell = await Bell.loaded();
    const first = bell.store.more();
    void bell.store.more();
    assert.equal(bell.server.waiting.length, 1);
    bell.server.refuse('unavailable', true);
    await assert.rejects(first, { code: 'unavailable' });

    void bell.store.more();
    await bell.page({ items: [of('old', 1)], unread: 5, next: null });

    assert.equal(bell.shown, 'b a* old*');
  });

  test('waits for the user to be known before it subscribes, and names the channel as the server does', async () => {
    const bell = new Bell();
    bell.stage.client.connect();
    await bell.settle();
    bell.stage.socket.onopen?.({} as never);
    assert.deepEqual(bell.stage.socket.sentOf('hello')[0]?.subscribe, []);

    bell.stage.socket.says({ op: 'welcome', connection: 'c1', user: 'auth0|é%', pingInterval: 25_000, expiresIn: 3_600_000, serverTime: '' });
    await bell.settle();

    assert.deepEqual(bell.stage.socket.sentOf('subscribe')[0]?.subscribe, [{ channel: 'user:auth0%7C%C3%A9%25' }, { channel: EVERYONE }]);
  });

  test('ends with the store', async () => {
    const bell = await Bell.connected();
    bell.server.refuse('unavailable', true);
    await bell.settle();

    bell.store.close();
    await bell.stage.clock.advance(60_000);

    assert.equal(bell.server.waiting.length, 0);
    assert.deepEqual(bell.stage.socket.sentOf('unsubscribe').map(({ channels }) => channels), [[CHANNEL, EVERYONE]]);
  });
});
