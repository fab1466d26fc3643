import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { all, inside, press, show, Store } from './page.js';

const { HeliographBell } = await import('../src/index.js');

const item = (id: string, read = false) => ({ id, title: `Title ${id}`, body: 'Body', url: undefined, time: '2026-01-01T12:00:00Z', read });

class Inbox extends Store<{ items: ReturnType<typeof item>[]; unread: number; hasMore: boolean; phase?: string }> {
  readonly asked: string[] = [];
  constructor() { super({ items: [], unread: 0, hasMore: false }); }
  async markRead(id: string): Promise<void> { this.asked.push(`read ${id}`); throw new Error('refused'); }   // must not go unhandled
  markAllRead(): void { this.asked.push('read all'); }
  more(): void { this.asked.push('more'); }
}

let inbox: Inbox;
let bell: InstanceType<typeof HeliographBell>;

beforeEach(async () => {
  inbox = new Inbox();
  bell = new HeliographBell();
  bell.store = inbox;
  await show(bell);
});

async function change(values: Partial<ReturnType<Inbox['getSnapshot']>>): Promise<void> {
  inbox.set(values);
  await bell.updateComplete;
}

async function open(): Promise<void> {
  inside(bell, '.bell').click();
  await bell.updateComplete;
}

const focused = (): HTMLElement | null => bell.shadowRoot!.activeElement as HTMLElement | null;

test('shows how many are unread, also to those who hear it', async () => {
  assert.equal(all(bell, '.badge').length, 0);

  await change({ items: [item('1')], unread: 1 });

  assert.equal(inside(bell, '.badge').textContent, '1');
  assert.equal(inside(bell, '.bell').getAttribute('aria-label'), 'Notifications, 1 unread');
});

test('counts to 99', async () => {
  await change({ unread: 100 });

  assert.equal(inside(bell, '.badge').textContent, '99+');
});

test('announces what comes, not what was there', async () => {
  await change({ items: [item('1')], unread: 1 });
  assert.equal(inside(bell, '[role=status]').textContent, 'New: Title 1');

  const other = new HeliographBell();
  other.store = inbox;
  await show(other);
  assert.equal(inside(other, '[role=status]').textContent, '');
});

test('announces nothing of what it loads', async () => {
  const loading = new Inbox();
  loading.set({ phase: 'loading' });
  bell.store = loading;
  await bell.updateComplete;

  loading.set({ phase: 'ready', items: [item('1')], unread: 1 });
  await bell.updateComplete;

  assert.equal(inside(bell, '[role=status]').textContent, '');
});

test('opens, and closes with Escape', async () => {
  await open();
  assert.equal(inside(bell, '.bell').getAttribute('aria-expanded'), 'true');

  press(inside(bell, '.panel'), 'Escape');
  await bell.updateComplete;

  assert.equal(all(bell, '.panel').length, 0);
  assert.equal(focused()?.className, 'bell');
});

test('closes when something else is pressed', async () => {
  await open();

  document.body.dispatchEvent(new Event('pointerdown', { bubbles: true, composed: true }));
  await bell.updateComplete;

  assert.equal(all(bell, '.panel').length, 0);
});

test('moves through the list with the arrow keys', async () => {
  await change({ items: [item('1'), item('2')], unread: 2 });
  await open();
  assert.equal(focused()?.dataset['id'], '1');

  press(focused()!, 'ArrowDown');
  assert.equal(focused()?.dataset['id'], '2');

  press(focused()!, 'Home');
  assert.equal(focused()?.dataset['id'], '1');
});

test('marks what is chosen as read and tells the page', async () => {
  await change({ items: [item('1'), item('2', true)], unread: 1 });
  await open();
  const chosen: string[] = [];
  bell.addEventListener('heliograph-select', (event) => chosen.push((event as CustomEvent<{ id: string }>).detail.id));

  all(bell, '.item').forEach((button) => button.click());

  assert.deepEqual(inbox.asked, ['read 1']);
  assert.deepEqual(chosen, ['1', '2']);
});

test('marks all as read and asks for more', async () => {
  await change({ items: [item('1')], unread: 1, hasMore: true });
  await open();

  inside(bell, 'header button').click();
  inside(bell, '.more').click();

  assert.deepEqual(inbox.asked, ['read all', 'more']);
});

test('shows texts as texts', async () => {
  await change({ items: [{ ...item('1'), title: '<img src=x onerror=alert(1)>' }], unread: 1 });
  await open();

  assert.equal(all(bell, 'img').length, 0);
  assert.match(inside(bell, '.title').textContent!, /^<img/);
});

test('listens only while it is in the page', async () => {
  assert.equal(inbox.listeners, 1);

  bell.remove();
  assert.equal(inbox.listeners, 0);

  await show(bell);
  assert.equal(inbox.listeners, 1);
});

test('goes from one store to another', async () => {
  const other = new Inbox();
  other.set({ unread: 7 });

  bell.store = other;
  await bell.updateComplete;

  assert.equal(inbox.listeners, 0);
  assert.equal(inside(bell, '.badge').textContent, '7');
});
