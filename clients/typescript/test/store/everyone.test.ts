import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Bell, EVERYONE, of, ONE } from './bell.js';

describe('what is for everyone', () => {
  test('is shown among the rest, neither read nor unread, and in no count', async () => {
    const bell = await Bell.loaded();

    bell.tellsEveryone(1, 'notification', of('e', 15, { alert: true }));

    assert.equal(bell.shown, 'b e a*');
    assert.equal(bell.unread, 5);
    const { id, everyone, read, alert } = bell.store.getSnapshot().items[1]!;
    assert.deepEqual({ id, everyone, read, alert }, { id: 'e', everyone: true, read: true, alert: true });
  });

  test('is read from the past of its channel, where it is no news', async () => {
    const bell = await Bell.loaded();
    assert.deepEqual(bell.stage.socket.sentOf('history').map(({ channel, limit }) => ({ channel, limit })), [{ channel: EVERYONE, limit: 100 }]);
    bell.tellsEveryone(1, 'notification.retracted', { ids: ['f'] });
    bell.tellsEveryone(2, 'notification', of('g', 40, { alert: true }));

    await bell.past([1, 'notification', of('e', 30, { alert: true })], [2, 'notification', of('f', 35)], [3, 'other', {}]);

    assert.equal(bell.shown, 'g e b a*', 'and what came meanwhile');
    assert.deepEqual(bell.store.getSnapshot().items.slice(0, 2).map(({ alert }) => alert), [true, false]);
  });

  test('is taken back', async () => {
    const bell = await Bell.loaded();
    bell.tellsEveryone(1, 'notification', of('e', 30));

    bell.tellsEveryone(2, 'notification.retracted', { ids: ['e'] });

    assert.equal(bell.shown, 'b a*');
  });

  test('waits for the page to which it belongs', async () => {
    const bell = await Bell.loaded();
    await bell.past([1, 'notification', of('e', 5)]);
    assert.equal(bell.shown, 'b a*');

    void bell.store.more();
    await bell.page({ items: [of('old', 1, { read: false })], unread: 5, next: null });

    assert.equal(bell.shown, 'b a* e old*');
  });

  test('is read anew after a gap, and stays when that fails', async () => {
    const bell = await Bell.loaded();
    await bell.past([1, 'notification', of('e', 30)]);

    await bell.loses();
    const { ref } = bell.stage.socket.sentOf('history').at(-1)!;
    bell.stage.socket.says({ op: 'error', ref, code: 'unknown_channel', message: '' });
    await bell.settle();
    assert.equal(bell.shown, 'e b a*');
    await bell.loses();
    await bell.past([8, 'notification', of('f', 31)]);

    assert.equal(bell.shown, 'f b a*');
  });

  test('is the newest hundred', async () => {
    const bell = await Bell.loaded();
    for (let offset = 1; offset <= 101; offset++) {
      bell.tellsEveryone(offset, 'notification', of(`e${offset}`, 30, { createdAt: new Date(ONE + offset).toISOString() }));
    }

    const shown = bell.shown.split(' ');
    assert.equal(shown.length, 102);
    assert.equal(shown.includes('e1'), false);
  });
});
