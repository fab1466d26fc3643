import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createClient, type ClientOptions, type Message, type StateChange, type Subscription } from '../src/index.js';
import { Stage } from './stage.js';

describe('connecting', () => {
  test('says hello below the given address, with device and subscriptions', async () => {
    const stage = new Stage();
    stage.client.subscribe('room:1', { since: 'e1.7' });
    stage.client.subscribe('room:2', { since: 'beginning' });

    await stage.connected();

    assert.equal(stage.socket.url, 'wss://example.com/app/connect');
    const [{ client, ...hello } = {}] = stage.socket.sentOf('hello');
    const subscribe = [{ channel: 'room:1', position: 'e1.7' }, { channel: 'room:2', since: 'beginning' }];
    assert.deepEqual(hello, { op: 'hello', token: 'token', device: 'd1', subscribe });
    assert.match(client ?? '', /^js\//);
    assert.equal(stage.client.user, '42');
  });

  test('tells every state once', async () => {
    const stage = new Stage();
    const changes: StateChange[] = [];
    stage.client.on('state', (change) => changes.push(change));

    await stage.connected();
    stage.socket.onclose?.({ code: 1006 } as never);
    stage.client.close();

    assert.deepEqual(changes.map(({ to }) => to), ['connecting', 'connected', 'waiting', 'closed']);
    assert.equal(changes[2]?.retryIn, 250);
  });

  test('leaves no timer behind when it is closed', async () => {
    const stage = await new Stage().connected();

    stage.client.close();

    assert.equal(stage.clock.pending, 0);
  });

  test('closes when the subprotocol was not selected', async () => {
    const stage = new Stage();
    const codes: string[] = [];
    stage.client.on('error', ({ code }) => codes.push(code));
    stage.client.connect();
    await stage.clock.advance(0);

    stage.socket.protocol = '';
    stage.socket.onopen?.({} as never);

    assert.ok(stage.socket.isClosed);
    assert.deepEqual(codes, ['connect_failed']);
  });

  test('fails with a sentence where there is no WebSocket', () => {
    const client = createClient({ url: 'https://example.com', getToken: () => 'token' });

    if (!('WebSocket' in globalThis)) {
      assert.throws(() => client.connect(), { code: 'no_websocket', message: /package "ws"/ });
    }
  });

  test('refuses options that cannot work, and names them', () => {
    const refused: [Partial<ClientOptions>, RegExp][] = [
      [{ url: '/relative' }, /url/],
      [{ device: 'd 1' }, /device/],
      [{ connectTimeout: 0 }, /connectTimeout/],
      [{ backoff: { min: 2, max: 1 } }, /backoff/],
    ];
    for (const [options, message] of refused) {
      assert.throws(() => new Stage(options), { code: 'invalid_attribute', message });
    }
  });

  test('survives a getToken that throws', async () => {
    const stage = new Stage({ getToken: () => Promise.reject(new Error('offline')) });
    const codes: string[] = [];
    stage.client.on('error', ({ code }) => codes.push(code));

    stage.client.connect();
    await stage.clock.advance(100);

    assert.deepEqual(codes, ['token_failed']);
    assert.equal(stage.client.state, 'waiting');
  });
});

describe('subscribing', () => {
  test('asks the server once for what is subscribed to twice, and ends with the last one', async () => {
    const stage = await new Stage().connected();
    const [first, second] = [stage.client.subscribe('room:1'), stage.client.subscribe('room:1')];
    await stage.clock.advance(0);
    assert.equal(stage.socket.sentOf('subscribe').length, 1);

    first.unsubscribe();
    first.unsubscribe();
    await stage.clock.advance(0);
    assert.equal(stage.socket.sentOf('unsubscribe').length, 0);

    second.unsubscribe();
    await stage.clock.advance(0);
    assert.deepEqual(stage.socket.sentOf('unsubscribe'), [{ op: 'unsubscribe', channels: ['room:1'] }]);
  });

  test('a listener that throws harms neither the others nor the client', async () => {
    const stage = new Stage();
    const room = stage.client.subscribe('room:1');
    const heard: Message<{ text: string }>[] = [];
    const codes: string[] = [];
    stage.client.on('error', ({ code }) => codes.push(code));
    room.on('message', () => assert.fail('a defect'));
    room.on('message', (message) => heard.push(message));
    await stage.connected();
    stage.answersSubscribe();

    stage.says(1);
    stage.says(2);

    assert.deepEqual(heard.map(({ position }) => position), ['e1.1', 'e1.2']);
    assert.deepEqual(codes, ['handler_failed', 'handler_failed']);
  });

  test('a denied channel ends with a gap without a position', async () => {
    const stage = new Stage();
    const gaps: unknown[] = [];
    stage.client.subscribe('room:1').on('gap', (gap) => gaps.push(gap));
    await stage.connected();

    stage.socket.says({ op: 'reset', channel: 'room:1', reason: 'denied' });

    assert.deepEqual(gaps, [{ reason: 'denied' }]);
  });

  test('refuses what is not a channel or not a position', () => {
    const { client } = new Stage();

    assert.throws(() => client.subscribe('lobby'), { code: 'invalid_channel' });
    assert.throws(() => client.subscribe('room:1', { since: 'yesterday' }), { code: 'invalid_position' });
  });

  test('keeps device and positions in the storage', async () => {
    const storage = new Map<string, string>();
    const options = {
      storage: { getItem: (key: string) => storage.get(key) ?? null, setItem: (key: string, value: string) => void storage.set(key, value) },
    };
    const before = new Stage(options);
    before.client.subscribe('room:1');
    await before.connected();
    before.answersSubscribe();
    before.says(1);
    before.client.close();

    const after = new Stage(options);
    after.client.subscribe('room:1');
    await after.connected();

    const [hello] = after.socket.sentOf('hello');
    assert.deepEqual(hello?.subscribe, [{ channel: 'room:1', position: 'e1.1' }]);
    assert.equal(hello?.device, before.socket.sentOf('hello')[0]?.device);
  });
});

describe('acknowledging', () => {
  const subscribed = async (options: Partial<ClientOptions> = {}): Promise<Stage> => {
    const stage = new Stage(options);
    stage.client.subscribe('room:1');
    await stage.connected();
    stage.answersSubscribe();
    return stage;
  };

  test('waits a second and takes the last position', async () => {
    const stage = await subscribed();
    stage.says(1);
    stage.says(2);
    await stage.clock.advance(999);
    assert.deepEqual(stage.socket.sentOf('acknowledge'), []);

    await stage.clock.advance(1);

    assert.deepEqual(stage.socket.sentOf('acknowledge'), [{ op: 'acknowledge', positions: { 'room:1': 'e1.2' } }]);
  });

  test('does not wait after 32 messages', async () => {
    const stage = await subscribed();

    for (let offset = 1; offset <= 32; offset++) {
      stage.says(offset);
    }

    assert.deepEqual(stage.socket.sentOf('acknowledge'), [{ op: 'acknowledge', positions: { 'room:1': 'e1.32' } }]);
  });

  test('happens when the client is closed', async () => {
    const stage = await subscribed();
    stage.says(1);

    stage.client.close();

    assert.deepEqual(stage.socket.sent.at(-1), { op: 'acknowledge', positions: { 'room:1': 'e1.1' } });
    assert.ok(stage.socket.isClosed);
  });

  test('happens when the page is hidden, which is dialled again when it is shown', async () => {
    const page = new EventTarget();
    const stage = await subscribed({ page });
    stage.says(1);

    page.dispatchEvent(new Event('pagehide'));
    assert.deepEqual(stage.socket.sent.at(-1), { op: 'acknowledge', positions: { 'room:1': 'e1.1' } });
    assert.equal(stage.client.state, 'waiting');

    page.dispatchEvent(new Event('pageshow'));
    await stage.clock.advance(0);
    assert.equal(stage.sockets.length, 2);
  });
});

describe('publishing', () => {
  test('resolves when the server has it, and is repeated with the same id until then', async () => {
    const stage = await new Stage().connected();
    const published = stage.client.publish('room:1', { text: 'hi' });
    await stage.clock.advance(0);
    const [first] = stage.socket.sentOf('publish');

    stage.socket.onclose?.({ code: 1006 } as never);
    await stage.clock.advance(1_000);
    await stage.welcomed();

    assert.deepEqual(stage.socket.sentOf('publish'), [first]);
    stage.socket.says({ op: 'published', ref: first!.ref, id: first!.id });
    await published;
  });

  test('rejects with the code of the server', async () => {
    const stage = await new Stage().connected();
    const published = stage.client.publish('room:1', 1);
    await stage.clock.advance(0);

    stage.socket.says({ op: 'error', ref: stage.socket.sentOf('publish')[0]!.ref, code: 'forbidden', message: 'no grant' });

    await assert.rejects(published, { code: 'forbidden', temporary: false });
  });

  test('rejects what no server would take, and sends nothing', async () => {
    const { client } = new Stage();

    await assert.rejects(client.publish('lobby', 1), { code: 'invalid_channel' });
    await assert.rejects(client.publish('room:1', undefined), { code: 'not_json' });
    await assert.rejects(client.publish('room:1', 1n), { code: 'not_json' });
    await assert.rejects(client.publish('room:1', 'x'.repeat(16_384)), { code: 'too_large' });
    await assert.rejects(client.publish('room:1', JSON.parse('['.repeat(32) + ']'.repeat(32))), { code: 'too_large' });
    await assert.rejects(client.publish('room:1', 1, { id: '' }), { code: 'invalid_attribute' });
  });

  test('rejects when a thousand wait, and all of them when the client is closed', async () => {
    const { client } = new Stage();
    const waiting = Array.from({ length: 1_000 }, () => client.publish('room:1', 1));
    await assert.rejects(client.publish('room:1', 1), { code: 'queue_full' });

    client.close();

    const codes = (await Promise.allSettled(waiting)).map((result) => result.status === 'rejected' && (result.reason as { code: string }).code);
    assert.deepEqual(new Set(codes), new Set(['closed']));
  });

  test('a megabyte is the other bound', async () => {
    const { client } = new Stage();
    const waiting = Array.from({ length: 66 }, () => client.publish('room:1', 'x'.repeat(16_000)));

    await assert.rejects(waiting.at(-1)!, { code: 'queue_full' });

    client.close();
    await Promise.allSettled(waiting);
  });
});

describe('what is not durable', () => {
  const value = (key: string, version: string, rest: object = { data: key }) => ({ channel: 'room:1', key, version, id: 'i', type: 't', time: '', ...rest });

  test('state: values by key, and what has changed', async () => {
    const stage = new Stage();
    const room = stage.client.subscribe('room:1');
    await stage.connected();
    const changes: string[] = [];
    room.on('state', ({ changed, removed, complete }) => changes.push(`${changed.join()}|${removed.join()}|${complete}`));
    await stage.clock.advance(0);
    stage.answersSubscribe();

    stage.socket.says({ op: 'state', complete: ['room:1'], values: [value('a', '1.1'), value('b', '1.2')] });
    stage.socket.says({ op: 'state', values: [value('a', '1.3', { removed: true })] });

    assert.deepEqual(changes, ['a,b||true', '|a|false']);
    assert.deepEqual([...room.state.keys()], ['b']);
    assert.equal(room.state.get('b')?.data, 'b');
  });

  test('transient: told, and not counted', async () => {
    const stage = new Stage();
    const room = stage.client.subscribe('room:1');
    await stage.connected();
    const seen: unknown[] = [];
    room.on('transient', ({ data, user }) => seen.push([data, user]));
    await stage.clock.advance(0);
    stage.answersSubscribe();

    stage.socket.says({ op: 'message', channel: 'room:1', type: 'typing', time: '', user: 'bob', data: 1 });

    assert.deepEqual(seen, [[1, 'bob']]);
    assert.equal(room.position, 'e1.0');
  });

  test('transient: rejected without a connection, and not sent on the next', async () => {
    const stage = new Stage();
    await assert.rejects(stage.client.publish('room:1', 1, { durability: 'transient' }), { code: 'unavailable' });

    await stage.connected();
    await stage.clock.advance(0);
    assert.equal(stage.socket.sentOf('publish').length, 0);
  });

  test('latest: needs a key', async () => {
    const stage = await new Stage().connected();
    await assert.rejects(stage.client.publish('room:1', 1, { durability: 'latest' }), { code: 'invalid_attribute' });
  });

  test('members: entered again on the next connection, until they leave', async () => {
    const stage = await new Stage().connected();
    const room = stage.client.subscribe('room:1');
    const entering = room.enter({ name: 'Ann' });
    await stage.clock.advance(0);
    const [enter] = stage.socket.sentOf('enter');
    stage.socket.says({ op: 'presence', ref: enter!.ref, channel: 'room:1', entered: true });
    await entering;

    stage.socket.onclose?.({ code: 1006, reason: '' } as never);
    await stage.clock.advance(600);
    await stage.welcomed();
    assert.deepEqual(stage.socket.sentOf('enter').map((frame) => frame.data), [{ name: 'Ann' }]);
  });

  test('history: pages back', async () => {
    const stage = await new Stage().connected();
    const page = stage.client.subscribe('room:1').history({ before: 'e1.9', limit: 2 });
    await stage.clock.advance(0);
    const { ref, before, limit } = stage.socket.sentOf('history')[0]!;
    const message = { op: 'message', channel: 'room:1', epoch: 'e1', offset: 9, id: 'i', type: 't', time: '', data: 1 } as const;

    stage.socket.says({ op: 'history', ref, channel: 'room:1', position: 'e1.8', more: true, frames: [message] });

    assert.deepEqual([before, limit], ['e1.9', 2]);
    assert.deepEqual((await page).messages.map(({ position }) => position), ['e1.9']);
    assert.equal((await page).more, true);
  });

  test('messages: an async iterator', async () => {
    const stage = new Stage();
    const room = stage.client.subscribe('room:1');
    await stage.connected();
    stage.answersSubscribe();
    const first = room[Symbol.asyncIterator]().next();

    stage.says(1);

    assert.equal(((await first).value as Message).position, 'e1.1');
  });

  test('messages: an iterator ends with its subscription, after what has come', async () => {
    const stage = new Stage();
    const endings = [
      (room: Subscription<{ text: string }>) => room.unsubscribe(),
      () => stage.socket.says({ op: 'reset', channel: 'room:1', reason: 'denied' }),
    ];
    await stage.connected();
    for (const end of endings) {
      const room = stage.client.subscribe('room:1');
      await stage.clock.advance(0);
      stage.answers('room:1', 'e1.0');
      const heard: string[] = [];
      const loop = (async () => {
        for await (const { position } of room) {
          heard.push(position);
        }
      })();
      await stage.clock.advance(0);

      stage.says(1);
      end(room);
      await loop;

      assert.deepEqual(heard, ['e1.1']);
      assert.deepEqual(await room[Symbol.asyncIterator]().next(), { done: true, value: undefined });
    }
  });
});
