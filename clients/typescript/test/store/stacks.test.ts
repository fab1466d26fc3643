import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { InboxItem } from '../../src/store/index.js';
import { Bell, of } from './bell.js';

/** The ids, those of unread ones with a star; of a stack how many, how many unread ones, and what is loaded of it. */
const shownOf = ({ store }: Bell): string => store.getSnapshot().items.map(worded).join(' ');
const worded = ({ id, read, stack }: InboxItem): string => {
  const loaded = stack === undefined || stack.items.length === 0 ? '' : `[${stack.items.map(worded).join(' ')}]`;
  return `${id}${read ? '' : '*'}${stack === undefined ? '' : `/${stack.count}/${stack.unread}${loaded}`}`;
};
const inGroup = (id: string, minute: number, more: object = {}) => of(id, minute, { group: 'g', read: false, ...more });

/** With a stack of five, two of them unread, and something else. */
async function loaded(next: string | null = null): Promise<Bell> {
  const bell = await Bell.connected({ stacked: true });
  const request = await bell.page({ items: [inGroup('s5', 25, { stack: { count: 5, unread: 2 } }), of('a', 10, { read: false })], unread: 3, next });
  assert.equal(request, 'GET /notifications?limit=20&stacked=true');
  return bell;
}

describe('stacks', () => {
  test('have what the server says they have', async () => {
    assert.equal(shownOf(await loaded()), 's5*/5/2 a*');
  });

  test('grow by what comes, and shrink by what goes', async () => {
    const bell = await loaded();

    bell.comes('notification', of('s6', 30, { group: 'g' }));
    assert.equal(shownOf(bell), 's6*/6/3[s5*] a*');
    bell.comes('notification.read', { ids: ['s6'] });
    assert.equal(shownOf(bell), 's6/6/2[s5*] a*');
    bell.comes('notification.unread', { ids: ['s6'] });
    assert.equal(shownOf(bell), 's6*/6/3[s5*] a*');
    bell.comes('notification.retracted', { ids: ['s6'] });
    assert.equal(shownOf(bell), 's5*/5/2 a*');
    bell.comes('notification', of('h', 31, { group: 'h' }));
    assert.equal(shownOf(bell), 'h*/1/1 s5*/5/2 a*');
    await bell.stage.clock.advance(60_000);
    assert.equal(bell.server.waiting.length, 0, 'nothing is in doubt');
  });

  test('are expanded page by page', async () => {
    const bell = await loaded();
    const first = bell.store.expand('g');
    await bell.settle();
    assert.equal(await bell.page({ items: [inGroup('s5', 25), inGroup('s4', 24, { read: true })], unread: 3, next: 'N' }), 'GET /notifications?limit=20&group=g');
    await first;
    assert.equal(shownOf(bell), 's5*/5/2[s4] a*');

    bell.comes('notification', of('s6', 30, { group: 'g' }));
    void bell.store.expand('g');
    await bell.settle();
    assert.equal(await bell.page({ items: [inGroup('s3', 23), inGroup('s2', 22, { read: true }), inGroup('s1', 1, { read: true })], unread: 3, next: null }),
      'GET /notifications?limit=20&group=g&after=N');
    assert.equal(shownOf(bell), 's6*/6/3[s5* s4 s3* s2 s1] a*');

    await bell.store.expand('g');
    assert.equal(bell.server.waiting.length, 0, 'all are there');
  });

  test('are expanded after what is being read', async () => {
    const bell = await loaded('C');
    void bell.store.more();
    void bell.store.expand('g');
    await bell.settle();
    assert.equal(bell.server.waiting.length, 1);

    assert.match(await bell.page({ items: [of('old', 1)], unread: 3, next: null }), /stacked=true&after=C$/);
    await bell.page({ items: [inGroup('s5', 25), inGroup('s4', 24, { read: true })], unread: 3, next: 'N' });

    assert.equal(shownOf(bell), 's5*/5/2[s4] a* old*');
  });

  test('are read as a whole, also what is not loaded', async () => {
    const bell = await loaded();
    const done = bell.store.markAllRead('g');
    assert.equal(bell.server.waiting[0]?.request, 'POST /notifications/read-all?group=g');
    assert.equal(shownOf(bell), 's5/5/0 a*');
    assert.equal(bell.unread, 1);

    bell.server.refuse('unavailable', true);
    await assert.rejects(done, { code: 'unavailable' });
    assert.equal(shownOf(bell), 's5*/5/2 a*');
    assert.equal(bell.unread, 3);

    const all = bell.store.markAllRead();
    bell.server.answer();
    await all;
    await bell.stage.clock.advance(2_000);
    assert.equal(shownOf(bell), 's5/5/0 a');
    assert.equal(bell.unread, 0);
  });

  test('are read again, once, when something concerns what is not loaded of them', async () => {
    const bell = await loaded('C');
    bell.comes('notification.read', { ids: ['s3'] });
    bell.comes('notification.retracted', { ids: ['s2'] });
    assert.equal(shownOf(bell), 's5*/5/2 a*');
    await bell.stage.clock.advance(3_000);

    const request = await bell.page({ items: [inGroup('s5', 25, { stack: { count: 4, unread: 1 } }), of('a', 10, { read: false })], unread: 2, next: 'D' });

    assert.equal(request, 'GET /notifications?limit=20&stacked=true');
    assert.equal(shownOf(bell), 's5*/4/1 a*');
    await bell.stage.clock.advance(60_000);
    assert.equal(bell.server.waiting.length, 0);
  });

  test('are read again when one begins anew that may be on an older page; the pages stay', async () => {
    const bell = await loaded('C');
    void bell.store.more();
    await bell.page({ items: [of('old', 1)], unread: 3, next: 'D' });
    bell.comes('notification', of('h9', 40, { group: 'h' }));
    assert.equal(shownOf(bell), 'h9*/1/1 s5*/5/2 a* old*');

    await bell.stage.clock.advance(3_000);
    await bell.page({ items: [of('h9', 40, { group: 'h', read: false, stack: { count: 9, unread: 4 } })], unread: 3, next: 'E' });

    assert.equal(shownOf(bell), 'h9*/9/4 s5*/5/2 a* old*');
  });

  test('are read again when all that was loaded of one is gone', async () => {
    const bell = await loaded();
    bell.comes('notification.retracted', { ids: ['s5'] });
    assert.equal(shownOf(bell), 'a*');

    await bell.stage.clock.advance(3_000);
    await bell.page({ items: [inGroup('s4', 24, { stack: { count: 4, unread: 1 } }), of('a', 10, { read: false })], unread: 2, next: null });

    assert.equal(shownOf(bell), 's4*/4/1 a*');
  });

  test('do not count twice what the page had in them already', async () => {
    const bell = await loaded();

    bell.comes('notification', inGroup('s4', 24));
    assert.equal(shownOf(bell), 's5*/5/2[s4*] a*');
    await bell.stage.clock.advance(3_000);
    await bell.page({ items: [inGroup('s5', 25, { stack: { count: 5, unread: 2 } }), of('a', 10, { read: false })], unread: 3, next: null });

    assert.equal(shownOf(bell), 's5*/5/2[s4*] a*');
  });

  test('are asked for seldom while the server cannot tell', async () => {
    const bell = await loaded();
    bell.comes('notification.read', { ids: ['s3'] });
    await bell.stage.clock.advance(3_000);
    bell.server.refuse('unavailable', true);
    await bell.settle();

    await bell.stage.clock.advance(29_000);
    assert.equal(bell.server.waiting.length, 0);
    await bell.stage.clock.advance(1_000);

    assert.equal(bell.server.waiting.length, 1);
  });
});
