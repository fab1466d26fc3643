import assert from 'node:assert/strict';
import { test } from 'node:test';
import { all, inside, press, show, Store } from './page.js';

const { HeliographConnectionStatus, HeliographFeed, HeliographPresence } = await import('../src/index.js');

const activity = (id: string, url?: string) => ({
  id, actor: { id: 'bob', name: 'Bob' }, verb: 'commented', object: { title: 'Plan', url }, content: 'Fine', time: '2026-01-01T12:00:00Z',
});

async function feedOf(items: object[]) {
  const store = Object.assign(new Store(), { items: [] as never[], hasMore: false, more() {} });
  store.set({ items });
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

test('a feed says when there is nothing', async () => {
  const { feed } = await feedOf([]);

  assert.equal(all(feed, '.empty').length, 1);
});

test('presence shows status and devices, and how many more there are', async () => {
  const users = [
    { user: 'ann', name: 'Ann Lee', status: 'online', devices: 2 },
    { user: 'bob', status: 'idle', devices: 1 },
    { user: 'carol', status: 'offline', devices: 0 },
  ];
  const store = Object.assign(new Store(), { users: [] as never[] });
  store.set({ users });
  const presence = new HeliographPresence();
  presence.max = 2;
  presence.store = store;
  await show(presence);

  assert.deepEqual(all(presence, '[data-user]').map((person) => person.title), ['Ann Lee, online, 2 devices', 'bob, idle']);
  assert.equal(inside(presence, '.avatar').textContent, 'AL');
  assert.equal(inside(presence, '[part=more]').textContent!.startsWith('+1'), true);
});

test('the status follows its client', async () => {
  const client = Object.assign(new Store(), { state: 'connecting' as 'connecting' | 'connected' });
  const status = new HeliographConnectionStatus();
  status.client = client;
  await show(status);
  assert.match(inside(status, '[role=status]').textContent!, /Connecting/);

  client.set({ state: 'connected' });
  await status.updateComplete;

  assert.match(inside(status, '[role=status]').textContent!, /^Connected/);
});
