import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createElement as h, type ReactElement } from 'react';
import { Screen } from './screen.js';

const { useChannel, useConnection, useFeed, useInbox, usePreferences, usePresence, useStatus, useTimeline } = await import('../../src/react/index.js');

const activity = (id: string) => ({
  id, time: '2026-01-01T12:00:00Z', actor: { id: 'bob' }, verb: 'commented', object: { type: 'document', id: 'plan' }, feeds: ['team'],
});
const ann = { user: 'ann', since: '2026-01-01T12:00:00Z', devices: [{ connection: 'c1', since: '', data: { name: 'Ann' } }] };

/** Whatever the hooks of this test give, where it can be asked. */
let inbox: ReturnType<typeof useInbox>;
let timeline: ReturnType<typeof useTimeline>;
let preferences: ReturnType<typeof usePreferences>;
let channel: ReturnType<typeof useChannel>;

function Bell(): ReactElement {
  inbox = useInbox();
  return h('p', null, `${inbox.phase} ${inbox.unread} ${inbox.items.map(({ title }) => title).join()}`);
}

function Stacks(): ReactElement {
  return h('p', null, useInbox({ stacked: true }).items.map(({ stack }) => stack?.count).join());
}

function Timeline(): ReactElement {
  timeline = useTimeline();
  return h('p', null, `${timeline.phase} ${timeline.unseen?.unseen} ${timeline.items.map(({ id }) => id).join()}`);
}

function Settings(): ReactElement {
  preferences = usePreferences();
  return h('p', null, `${preferences.phase} ${preferences.preferences?.quietHours?.from} `);
}

function Team(): ReactElement {
  return h('p', null, useFeed('team').items.length);
}

function Members({ me }: { me?: object }): ReactElement {
  const { users, error } = usePresence('room:1', me);
  return h('p', null, error?.code ?? users.map(({ name }) => name).join());
}

function Friends({ users }: { users: string[] }): ReactElement {
  return h('p', null, [...useStatus(users).values()].map(({ user, status }) => `${user} ${status}`).join());
}

function Connection(): ReactElement {
  const { state, user } = useConnection();
  return h('p', null, `${state} ${user}`);
}

function Room({ heard, id = 'room:1' }: { heard: string[]; id?: string }): ReactElement {
  channel = useChannel(id, { onMessage: ({ data }) => heard.push(String(data)), onTransient: ({ type }) => heard.push(type), onGap: ({ reason }) => heard.push(reason) });
  return h('p', null, String(channel.state.get('topic')?.data));
}

const bells = (count: number): ReactElement[] => Array.from({ length: count }, (_, key) => h(Bell, { key }));

describe('an inbox', () => {
  test('is one subscription and one request, however many look at it, in strict mode', async () => {
    const screen = await Screen.of(...bells(3));

    assert.deepEqual(screen.stage.socket.sentOf('subscribe').map(({ subscribe }) => subscribe), [[{ channel: 'user:42' }, { channel: 'broadcast:all' }]]);
    assert.deepEqual(screen.stage.socket.sentOf('unsubscribe'), []);
    assert.deepEqual(screen.server.waiting.map(({ request }) => request), ['GET /notifications?limit=20']);
  });

  test('shows what comes', async () => {
    const screen = await Screen.of(...bells(2));
    assert.equal(screen.text, 'loading 0 loading 0 ');

    await screen.happens(() => {
      screen.stage.answers('user:42', 'e1.0');
      screen.server.answer({ items: [], unread: 0, next: null });
    });
    await screen.happens(() => screen.stage.publishes('user:42', 1, 'notification', { id: 'a', title: 'Hi', createdAt: '2026-01-01T12:00:00Z' }));

    assert.equal(screen.text, 'ready 1 Hiready 1 Hi');
  });

  test('of stacks is one of its own', async () => {
    const screen = await Screen.of(h(Bell, { key: 1 }), h(Stacks, { key: 2 }));
    assert.deepEqual(screen.server.waiting.map(({ request }) => request), ['GET /notifications?limit=20', 'GET /notifications?limit=20&stacked=true']);

    const item = { id: 'a', title: 'Hi', createdAt: '2026-01-01T12:00:00Z', group: 'g', read: false };
    await screen.happens(() => {
      screen.server.answer({ items: [item], unread: 1, next: null });
      screen.server.answer({ items: [{ ...item, stack: { count: 7, unread: 1 } }], unread: 1, next: null });
    });

    assert.equal(screen.text, 'ready 1 Hi7');
  });

  test('ends with the last who looks at it, and begins anew', async () => {
    const screen = await Screen.of(...bells(2));
    await screen.show(...bells(1));
    assert.equal(screen.stage.socket.sentOf('unsubscribe').length, 0);

    await screen.show();
    assert.deepEqual(screen.stage.socket.sentOf('unsubscribe').map(({ channels }) => channels), [['user:42', 'broadcast:all']]);
    await assert.rejects(inbox.markRead('a'), { code: 'closed' });

    await screen.show(...bells(1));
    assert.equal(screen.server.waiting.length, 2);
  });

  test('does what it is asked, with functions that stay the same', async () => {
    const screen = await Screen.of(...bells(1));
    const { markRead } = inbox;
    await screen.happens(() => screen.server.answer({ items: [], unread: 1, next: 'N' }));

    assert.equal(inbox.markRead, markRead);
    await screen.happens(() => {
      void markRead('a');
      void inbox.markAllRead();
      void inbox.markUnread(['a']);
      void inbox.expand('no-such-stack');
      void inbox.more();
      void inbox.why('a');
    });

    assert.deepEqual(screen.server.waiting.map(({ request }) => request),
      ['POST /notifications/a/read', 'POST /notifications/read-all', 'POST /notifications/unread', 'GET /notifications?limit=20&after=N', 'GET /notifications/a/why']);
  });
});

test('a timeline and a feed show their pages', async () => {
  const screen = await Screen.of(h(Timeline, { key: 1 }), h(Team, { key: 2 }));

  await screen.happens(() => {
    screen.server.answer({ items: [activity('a')], channel: 'timeline:42', position: '0', unseen: { unseen: 1 } });
    screen.server.answer({ items: [activity('a'), activity('b')], channel: 'feed:team', position: '0' });
  });
  assert.equal(screen.text, 'ready 1 a2');

  await screen.happens(() => void timeline.seen());
  assert.equal(screen.text, 'ready 0 a2');
});

test('preferences are read once, and changed for all who look', async () => {
  const screen = await Screen.of(h(Settings, { key: 1 }), h(Settings, { key: 2 }));
  assert.equal(screen.server.waiting.length, 1);
  await screen.happens(() => screen.server.answer({ timeZone: 'Z', categories: {}, effective: [] }));

  await screen.happens(() => void preferences.change({ quietHours: { from: '22:00', to: '07:00' } }));

  assert.equal(screen.text, 'ready 22:00 ready 22:00 ');
  assert.equal(screen.server.waiting[0]?.request, 'PUT /notifications/preferences');
});

describe('presence', () => {
  test('enters once and leaves with the last component', async () => {
    const screen = await Screen.of(h(Members, { key: 1, me: { name: 'Me' } }), h(Members, { key: 2 }));
    const entered = () => screen.stage.socket.sentOf('enter').map(({ data }) => data);
    assert.equal(new Set(entered().map((data) => JSON.stringify(data))).size, 1);
    assert.equal(screen.stage.socket.sentOf('subscribe').length, 1);
    assert.equal(screen.stage.socket.sentOf('leave').length, 0);

    await screen.happens(() => {
      screen.stage.answers('room:1', 'e1.0');
      screen.stage.tells('room:1', { 'member:ann': ann });
    });
    assert.equal(screen.text, 'AnnAnn');

    await screen.show(h(Members, { key: 2 }));
    assert.equal(screen.stage.socket.sentOf('leave').length, 1);
    assert.equal(screen.stage.socket.sentOf('unsubscribe').length, 0);
  });

  test('changes what the others see, and only then', async () => {
    const screen = await Screen.of(h(Members, { me: { name: 'Me' } }));
    const before = screen.stage.socket.sentOf('enter').length;

    await screen.show(h(Members, { me: { name: 'Me' } }));
    assert.equal(screen.stage.socket.sentOf('enter').length, before);
    await screen.show(h(Members, { me: { name: 'Myself' } }));

    assert.deepEqual(screen.stage.socket.sentOf('enter').at(-1)?.data, { name: 'Myself' });
    assert.equal(screen.stage.socket.sentOf('leave').length, 0);
  });

  test('says why it may not enter', async () => {
    const screen = await Screen.of(h(Members, { me: {} }));

    await screen.happens(() => screen.stage.socket.sentOf('enter').forEach(({ ref }) =>
      screen.stage.socket.says({ op: 'error', ref, code: 'forbidden', message: 'no' })));

    assert.equal(screen.text, 'forbidden');
  });
});

test('statuses follow who is asked for, in whatever order', async () => {
  const screen = await Screen.of(h(Friends, { users: ['ann', 'bob'] }));
  const status = { user: 'ann', status: 'idle', since: '', devices: [] };
  await screen.happens(() => {
    screen.stage.answers('presence:ann', 'e1.0');
    screen.stage.tells('presence:ann', { status });
  });
  assert.equal(screen.text, 'ann idle');

  await screen.show(h(Friends, { users: ['bob', 'ann'] }));

  assert.equal(screen.text, 'ann idle');
  assert.equal(screen.stage.socket.sentOf('unsubscribe').length, 0);
});

test('the connection is told', async () => {
  const screen = await Screen.of(h(Connection));
  assert.equal(screen.text, 'connected 42');

  await screen.happens(() => screen.stage.client.close());

  assert.equal(screen.text, 'closed 42');
});

describe('a channel', () => {
  test('tells what comes once, and its state', async () => {
    const heard: string[] = [];
    const screen = await Screen.of(h(Room, { heard }));
    await screen.happens(() => {
      screen.stage.answers('room:1', 'e1.0');
      screen.stage.publishes('room:1', 1, 't', 'hello');
      screen.stage.socket.says({ op: 'message', channel: 'room:1', type: 'typing', time: '', data: {} });
      screen.stage.tells('room:1', { topic: 'plan' });
      screen.stage.socket.says({ op: 'reset', channel: 'room:1', reason: 'retention', position: 'e1.9' });
    });

    assert.deepEqual(heard, ['hello', 'typing', 'retention']);
    assert.equal(screen.text, 'plan');
    assert.equal(screen.stage.socket.sentOf('subscribe').length, 1);
  });

  test('goes with its component, and to another one', async () => {
    const heard: string[] = [];
    const screen = await Screen.of(h(Room, { heard }));
    await screen.happens(() => void channel.publish('hi').catch(() => undefined));
    assert.equal(screen.stage.socket.sentOf('publish')[0]?.channel, 'room:1');

    await screen.show(h(Room, { heard, id: 'room:2' }));

    assert.deepEqual(screen.stage.socket.sentOf('unsubscribe').map(({ channels }) => channels), [['room:1']]);
    assert.deepEqual(screen.stage.socket.sentOf('subscribe').at(-1)?.subscribe, [{ channel: 'room:2' }]);
  });
});
