import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { inbox } from '../../src/store/index.js';
import { Bell, of, ONE } from './bell.js';

const at = (seconds: number): { expiresAt: string } => ({ expiresAt: new Date(ONE + seconds * 1_000).toISOString() });

describe('what expires', () => {
  test('goes at its time, of the inbox and of everyone, with one timer', async () => {
    const bell = await Bell.loaded();
    const { clock } = bell.stage;
    await bell.past();
    const pending = clock.pending;
    bell.comes('notification', of('c', 30, at(0.6)));
    bell.comes('notification', of('d', 31, at(0.8)));
    bell.tellsEveryone(1, 'notification', of('e', 32, at(0.7)));
    assert.equal(bell.unread, 7);
    assert.equal(clock.pending, pending + 1, 'beside that of the client');

    await clock.advance(599);
    assert.equal(bell.shown, 'e d* c* b a*');
    await clock.advance(1);
    assert.equal(bell.shown, 'e d* b a*');
    assert.equal(bell.unread, 6);
    await clock.advance(100);
    assert.equal(bell.shown, 'd* b a*');
    await clock.advance(100);
    assert.equal(bell.shown, 'b a*');
    assert.equal(bell.unread, 5);
    assert.equal(clock.pending, pending);
  });

  test('is not shown when it comes too late', async () => {
    const bell = await Bell.connected();

    await bell.page({ items: [of('b', 20, { read: true, ...at(-1) }), of('a', 10, { read: false })], unread: 1, next: null });
    bell.comes('notification', of('c', 30, at(0)));

    assert.equal(bell.shown, 'a*');
  });

  test('leaves the count to the server, once it tells', async () => {
    const bell = await Bell.loaded();
    bell.counts(6);
    bell.comes('notification', of('c', 30, at(10)));

    await bell.stage.clock.advance(10_000);
    assert.equal(bell.shown, 'b a*');
    assert.equal(bell.unread, 6);
    bell.counts(5);

    assert.equal(bell.unread, 5);
  });

  test('is looked for every minute at least: timers are bounded, and late after a computer has slept', async () => {
    const bell = await Bell.loaded();
    let sleptMs = 0;
    const { client, clock } = bell.stage;
    const store = inbox(client, { http: bell.server.http, clock, wallClock: () => ONE + clock.now() + sleptMs });
    await bell.page({ items: [of('c', 30, at(90 * 86_400))], unread: 1, next: null });
    await clock.advance(600_000);
    assert.equal(store.getSnapshot().items.length, 1);

    sleptMs = 90 * 86_400_000;
    await clock.advance(60_000);

    assert.equal(store.getSnapshot().items.length, 0);
  });

  test('is looked for no more when the store is closed', async () => {
    const bell = await Bell.connected();
    const pending = bell.stage.clock.pending;
    await bell.page({ items: [of('c', 30, { read: false, ...at(10) })], unread: 1, next: null });
    const done = bell.store.markRead('c');
    assert.equal(bell.stage.clock.pending, pending + 1);

    bell.store.close();
    bell.server.answer();
    await done;

    assert.equal(bell.stage.clock.pending, pending);
  });
});
