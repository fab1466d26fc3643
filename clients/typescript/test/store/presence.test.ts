import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { presence, status, type Presence } from '../../src/store/index.js';
import { Stage } from '../stage.js';

const ROOM = 'room:1';

const member = (user: string, minute: number, ...devices: object[]) => ({
  [`member:${user}`]: { user, since: `2026-01-01T12:${minute}:00Z`, devices: devices.length > 0 ? devices : [{ connection: 'c', since: '' }] },
});

const online = (user: string, state = 'online') => ({ status: { user, status: state, since: '2026-01-01T12:00:00Z', devices: [] } });

async function room(me?: object, statuses = false): Promise<{ stage: Stage; store: Presence }> {
  const stage = await new Stage().connected();
  const store = presence(stage.client, ROOM, me, { statuses });
  await stage.clock.advance(0);
  stage.answers(ROOM, 'e1.0');
  return { stage, store };
}

const names = (store: Presence): string[] => store.getSnapshot().users.map(({ user }) => user);

describe('members', () => {
  test('are there in the order in which they came', async () => {
    const { stage, store } = await room();
    assert.equal(store.getSnapshot().complete, false);

    stage.tells(ROOM, { ...member('cem', 30), ...member('ann', 10), topic: 'plan' });
    stage.tells(ROOM, { ...member('bob', 20) });

    assert.deepEqual(names(store), ['ann', 'bob', 'cem']);
    assert.equal(store.getSnapshot().complete, true);
  });

  test('say what their newest device brought', async () => {
    const { stage, store } = await room();

    stage.tells(ROOM, member('ann', 10,
      { connection: 'c1', since: '2026-01-01T12:10:00Z', data: { name: 'Ann' } },
      { connection: 'c2', since: '2026-01-01T12:40:00Z', data: { name: 'Ann Lee', colour: 'blue' } },
      { connection: 'c3', since: '2026-01-01T12:50:00Z' }));

    const [ann] = store.getSnapshot().users;
    assert.deepEqual({ name: ann?.name, data: ann?.data, devices: ann?.devices.length },
      { name: 'Ann Lee', data: { name: 'Ann Lee', colour: 'blue' }, devices: 3 });
  });

  test('leave', async () => {
    const { stage, store } = await room();
    stage.tells(ROOM, { ...member('ann', 10), ...member('bob', 20) });

    stage.tells(ROOM, { ...member('bob', 20), 'member:ann': null });

    assert.deepEqual(names(store), ['bob']);
  });

  test('are counted when they are too many', async () => {
    const { stage, store } = await room();

    stage.tells(ROOM, { occupancy: { members: 1234, connections: 1300 } });

    assert.deepEqual(store.getSnapshot().occupancy, { members: 1234, connections: 1300 });
    assert.deepEqual(names(store), []);
  });

  test('have their statuses, if wanted, and lose them when they leave', async () => {
    const { stage, store } = await room(undefined, true);
    stage.tells(ROOM, { ...member('ann', 10), ...member('bob', 20) });
    await stage.clock.advance(0);
    stage.answers('presence:ann', 'e1.0');
    stage.tells('presence:ann', online('ann', 'idle'));
    await stage.clock.advance(0);

    assert.deepEqual(store.getSnapshot().users.map(({ user, status: of }) => [user, of]), [['ann', 'idle'], ['bob', undefined]]);
    stage.tells(ROOM, { ...member('bob', 20), 'member:ann': null });
    await stage.clock.advance(0);
    assert.deepEqual(stage.socket.sentOf('unsubscribe').map(({ channels }) => channels), [['presence:ann']]);
  });
});

describe('oneself', () => {
  test('enters, changes and leaves with the store', async () => {
    const { stage, store } = await room({ name: 'Ann' });
    void store.enter({ name: 'Ann', typing: true });
    await stage.clock.advance(0);
    assert.deepEqual(stage.socket.sentOf('enter').map(({ data }) => data), [{ name: 'Ann' }, { name: 'Ann', typing: true }]);

    store.close();
    await stage.clock.advance(0);

    assert.equal(stage.socket.sentOf('leave').length, 1);
    assert.deepEqual(stage.socket.sentOf('unsubscribe').map(({ channels }) => channels), [[ROOM]]);
  });

  test('is told when it may not enter', async () => {
    const { stage, store } = await room({ name: 'Ann' });

    const ref = stage.socket.sentOf('enter')[0]!.ref;
    stage.socket.says({ op: 'error', ref, code: 'forbidden', message: 'this kind has no members' });
    await stage.clock.advance(0);

    assert.equal(store.getSnapshot().error?.code, 'forbidden');
  });

  test('is told when the channel is denied', async () => {
    const { stage, store } = await room();

    stage.socket.says({ op: 'reset', channel: ROOM, reason: 'denied' });

    assert.equal(store.getSnapshot().error?.code, 'denied');
  });

  test('only looks if it brings nothing', async () => {
    const { stage, store } = await room();

    store.close();
    await stage.clock.advance(0);

    assert.deepEqual([...stage.socket.sentOf('enter'), ...stage.socket.sentOf('leave')], []);
  });
});

describe('statuses', () => {
  test('of many come in one change', async () => {
    const stage = await new Stage().connected();
    const users = Array.from({ length: 200 }, (_, index) => `u${index}`);
    const store = status(stage.client, users);
    let changes = 0;
    store.subscribe(() => changes++);
    await stage.clock.advance(0);
    users.forEach((user) => stage.answers(`presence:${user}`, 'e1.0'));
    await stage.clock.advance(0);
    const before = changes;

    const values = users.map((user) => ({
      channel: `presence:${user}`, key: 'status', version: '1.1', id: user, type: 't', time: '', data: online(user).status,
    }));
    stage.socket.says({ op: 'state', complete: values.map(({ channel }) => channel), values });
    await stage.clock.advance(0);

    assert.equal(store.getSnapshot().size, 200);
    assert.equal(changes, before + 1);
  });

  test('follow who is watched', async () => {
    const stage = await new Stage().connected();
    const store = status(stage.client, ['ann', 'bob']);
    await stage.clock.advance(0);
    stage.answers('presence:ann', 'e1.0');
    stage.tells('presence:ann', online('ann'));
    assert.equal(store.getSnapshot().get('ann')?.status, 'online');

    store.watch(['bob', 'cem']);
    await stage.clock.advance(0);

    assert.equal(store.getSnapshot().size, 0);
    assert.deepEqual(stage.socket.sentOf('unsubscribe').map(({ channels }) => channels), [['presence:ann']]);
    assert.deepEqual(stage.socket.sentOf('subscribe').at(-1)?.subscribe, [{ channel: 'presence:cem' }]);
  });

  test('are unknown of those who are nobody’s business', async () => {
    const stage = await new Stage().connected();
    const store = status(stage.client, ['ann']);
    await stage.clock.advance(0);

    stage.socket.says({ op: 'reset', ref: stage.socket.sentOf('subscribe')[0]!.ref!, channel: 'presence:ann', reason: 'denied' });

    assert.equal(store.getSnapshot().size, 0);
  });

  test('of more than a connection has channels are refused', async () => {
    const { client } = new Stage();

    assert.throws(() => status(client, Array.from({ length: 201 }, (_, index) => `u${index}`)), { code: 'too_many_channels', message: /201/ });
  });
});
