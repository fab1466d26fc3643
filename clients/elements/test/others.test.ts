import assert from 'node:assert/strict';
import { test } from 'node:test';
import { all, inside, press, show, Store } from './page.js';

const { HeliographConnectionStatus, HeliographFeed, HeliographPresence } = await import('../src/index.js');

const activity = (id: string, url?: string) => ({
  id, actor: { id: 'bob', name: 'Bob' }, verb: 'commented', object: { title: 'Plan', url }, content: 'Fine', time: '2026-01-01T12:00:00Z',
});

async function feedOf(items: ReturnType<typeof activity>[]) {
  const store = Object.assign(new Store({ items, hasMore: false }), { more() {} });
  const feed = new HeliographFeed();
  feed.store = store;
  return { store, feed: await show(feed) };
}

test('a feed tells who did what', async () => {
  const { feed } = await feedOf([activity('1', '/plan')]);

  assert.equal(inside(feed, 'p').textContent!.replace(/\s+/g, ' ').trim().startsWith('Bob commented on Plan'), true);
  assert.equal(inside(feed, 'a').getAttribute('href'), '/plan');
  assert.equal(inside(feed, 'article').getAttribute('aria-posinset'), '1');
});

test('a feed links to no script and no other host', async () => {
  const { feed } = await feedOf(['javascript:alert(1)', '//evil.example', '/\\evil.example', 'http://evil.example'].map((url, n) => activity(`${n}`, url)));

  assert.equal(all(feed, 'article').length, 4);
  assert.equal(all(feed, 'a').length, 0);
});

test('a feed is walked with the keyboard', async () => {
  const { feed } = await feedOf([activity('1'), activity('2')]);
  const [first] = all(feed, 'article');
  first!.focus();

  press(first!, 'PageDown');

  assert.equal(feed.shadowRoot!.activeElement?.getAttribute('aria-posinset'), '2');
});

test('a feed shows what belongs together as one, if it is asked to', async () => {
  const about = (id: string) => ({ ...activity(id), object: { type: 'document', id: 'plan', title: 'Plan', url: undefined } });
  const { feed, store } = await feedOf([about('2'), about('1')]);
  assert.equal(all(feed, 'article').length, 2);

  feed.grouped = true;
  await feed.updateComplete;
  const [article] = all(feed, 'article');
  assert.equal(article!.getAttribute('aria-setsize'), '1');
  assert.equal(inside(feed, 'summary').textContent, 'All 2');

  store.set({ items: [about('3'), about('2'), about('1')] });
  await feed.updateComplete;
  assert.equal(inside(feed, 'summary').textContent, 'All 3');
  assert.equal(all(feed, 'article')[0], article, 'what is open stays open');
});

test('a feed says when there is nothing', async () => {
  const { feed } = await feedOf([]);

  assert.equal(all(feed, '.empty').length, 1);
});

test('presence shows status and devices, and how many more there are', async () => {
  const store = new Store({ users: [
    { user: 'ann', name: 'Ann Lee', status: 'online' as const, devices: [1, 2] },
    { user: 'bob', status: 'idle' as const, devices: [1] },
    { user: 'carol', devices: [1] },
  ] });
  const presence = new HeliographPresence();
  presence.max = 2;
  presence.store = store;
  await show(presence);

  assert.deepEqual(all(presence, '[data-user]').map((person) => person.title), ['Ann Lee, online, 2 devices', 'bob, idle']);
  assert.equal(inside(presence, '.avatar').textContent, 'AL');
  assert.equal(inside(presence, '[part=more]').textContent!.startsWith('+1'), true);
});

test('presence tells how many there are when they are too many to be named', async () => {
  const presence = new HeliographPresence();
  presence.store = new Store({ users: [], occupancy: { members: 1_234 } });
  await show(presence);

  assert.equal(inside(presence, '[part=more]').textContent!.startsWith('+1234'), true);
});

test('the status follows its client', async () => {
  const listeners = new Set<() => void>();
  const client = { state: 'connecting' as 'connecting' | 'connected', on: (_: 'state', listener: () => void) => (listeners.add(listener), () => listeners.delete(listener)) };
  const status = new HeliographConnectionStatus();
  status.client = client;
  await show(status);
  assert.match(inside(status, '[role=status]').textContent!, /Connecting/);

  client.state = 'connected';
  listeners.forEach((listener) => listener());
  await status.updateComplete;

  assert.match(inside(status, '[role=status]').textContent!, /^Connected/);
});
