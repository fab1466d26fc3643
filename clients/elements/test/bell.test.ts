import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import type { Explanation, InboxItem, Preferences } from '../src/index.js';
import { all, inside, press, show, Store } from './page.js';

const { HeliographBell } = await import('../src/index.js');

const item = (id: string, read = false): InboxItem => ({ id, title: `Title ${id}`, body: 'Body', url: undefined, time: '2026-01-01T12:00:00Z', read });

class Inbox extends Store<{ items: InboxItem[]; unread: number; hasMore: boolean; phase?: string }> {
  readonly asked: string[] = [];
  constructor() { super({ items: [], unread: 0, hasMore: false }); }
  async markRead(id: string): Promise<void> { this.asked.push(`read ${id}`); throw new Error('refused'); }   // must not go unhandled
  markAllRead(): void { this.asked.push('read all'); }
  more(): void { this.asked.push('more'); }
  /** What a test lets come of the last why. */
  explain!: (explanation: Explanation) => void;
  refuse!: (failure: Error) => void;
  why(id: string): Promise<Explanation> {
    this.asked.push(`why ${id}`);
    return new Promise((explain, refuse) => Object.assign(this, { explain, refuse }));
  }
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

/** What was answered is shown. */
async function settled(): Promise<void> {
  await new Promise((done) => setImmediate(done));
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

test('announces nothing that is not to draw attention', async () => {
  await change({ items: [{ ...item('1'), alert: false }], unread: 1 });

  assert.equal(inside(bell, '[role=status]').textContent, '');
  assert.equal(inside(bell, '.badge').textContent, '1');
  assert.equal(inside(bell, '.bell').classList.contains('rings'), false);
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

test('tells why a notification came, once it is asked', async () => {
  await change({ items: [item('1'), item('2')], unread: 2 });
  await open();
  const why = all(bell, '.why')[1]!;
  why.click();
  await bell.updateComplete;
  assert.equal(why.getAttribute('aria-expanded'), 'true');

  inbox.explain({
    channels: {
      'in-app': { outcome: 'alert', reasons: [{ code: 'on_by_default', text: 'The category uses the channel.' }] },
      push: { outcome: 'suppress', reasons: [{ code: 'quiet_hours' }, { code: 'of_a_newer_version' }] },
      email: { outcome: 'suppress', reasons: [{ code: 'not_configured' }] },
    },
    push: { results: [{ device: 'phone', outcome: 'failed', reason: 'no_answer' }] },
  });
  await settled();

  assert.deepEqual(inbox.asked, ['why 2']);
  assert.deepEqual(all(bell, 'li:nth-child(2) dt').map(({ textContent }) => textContent), ['On screens: told at once', 'Push: not told', 'What became of the push']);
  assert.deepEqual(all(bell, 'dd').map(({ textContent }) => textContent),
    ['The category uses the channel.', 'quiet hours of a newer version', 'failed (phone): no answer']);

  why.click();
  await bell.updateComplete;
  assert.equal(all(bell, 'dl').length, 0);
});

test('says that there is no answer to a why', async () => {
  await change({ items: [item('1')], unread: 1 });
  await open();

  inside(bell, '.why').click();
  inbox.refuse(new Error('unavailable'));
  await settled();

  assert.equal(inside(bell, '.failed').textContent, 'There is no answer now.');
});

test('shows the settings behind a gear, newly read, and the list again', async () => {
  let reads = 0;
  const preferences = Object.assign(new Store<{ preferences?: Preferences | undefined }>({}), { change: () => undefined, reload: () => reads++ });
  await open();
  assert.equal(all(bell, '.gear').length, 0);
  bell.preferences = preferences;
  await bell.updateComplete;

  inside(bell, '.gear').click();
  await bell.updateComplete;
  assert.equal(reads, 1);
  assert.equal((inside(bell, 'heliograph-preferences') as HTMLElement & { store: unknown }).store, preferences);
  assert.equal(focused()?.getAttribute('aria-label'), 'Back to the list');

  focused()!.click();
  await bell.updateComplete;
  assert.equal(all(bell, 'heliograph-preferences').length, 0);
  assert.equal(focused()?.getAttribute('aria-label'), 'Settings');
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
