import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import type { Explanation, InboxItem, Preferences } from '../src/index.js';
import { all, inside, press, show, Store } from './page.js';

const { HeliographBell } = await import('../src/index.js');

const item = (id: string, read = false): InboxItem => ({ id, title: `Title ${id}`, body: 'Body', url: undefined, time: '2026-01-01T12:00:00Z', read });

class Inbox extends Store<{ items: InboxItem[]; unread: number; hasMore: boolean; phase?: string }> {
  readonly asked: string[] = [];
  constructor() { super({ items: [], unread: 0, hasMore: false }); }
  async markRead(id: string): Promise<void> { this.asked.push(`read ${id}`); throw new Error('refused'); }   // must not go unhandled
  markAllRead(group?: string): void { this.asked.push(group === undefined ? 'read all' : `read all of ${group}`); }
  markUnread(ids: readonly string[]): void { this.asked.push(`unread ${ids.join()}`); }
  expand(group: string): void { this.asked.push(`expand ${group}`); }
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

test('announces what is for everyone, which nobody marks', async () => {
  await change({ items: [{ ...item('1', true), everyone: true, alert: true }] });
  assert.equal(inside(bell, '[role=status]').textContent, 'New: Title 1');

  await open();
  inside(bell, '.item').click();

  assert.deepEqual(inbox.asked, []);
  assert.equal(all(bell, '.tool').length, 0);
});

test('announces nothing of older pages, and what comes late', async () => {
  await change({ items: [item('2')], unread: 3 });
  const older = { ...item('1'), time: '2026-01-01T11:00:00Z' };

  await change({ items: [item('2'), older] });
  assert.equal(inside(bell, '[role=status]').textContent, 'New: Title 2');

  await change({ items: [item('2'), older, { ...older, id: '0', title: 'Late', alert: true }] });
  assert.equal(inside(bell, '[role=status]').textContent, 'New: Late');
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

test('marks as unread what was read', async () => {
  await change({ items: [item('1'), item('2', true)], unread: 1 });
  await open();
  const tools = all(bell, '.tool:not(.why)');
  assert.deepEqual(tools.map((tool) => tool.getAttribute('aria-label')), ['Mark as unread: Title 2']);

  tools[0]!.click();

  assert.deepEqual(inbox.asked, ['unread 2']);
});

describe('a stack', () => {
  const stack = (count: number, unread: number, ...items: InboxItem[]): InboxItem => ({ ...item('9'), group: 'g', stack: { count, unread, items } });
  const toggle = (): HTMLElement => inside(bell, '.stack .link');

  test('says how many there are, and opens and closes', async () => {
    await change({ items: [stack(4, 2), item('1')], unread: 3 });
    await open();
    assert.equal(toggle().textContent, '3 more, 1 unread', 'without itself');
    assert.equal(toggle().getAttribute('aria-label'), 'Title 9: 3 more, 1 unread');
    assert.equal(toggle().getAttribute('aria-expanded'), 'false');

    toggle().click();
    await bell.updateComplete;
    assert.deepEqual(inbox.asked, ['expand g']);
    assert.equal(toggle().getAttribute('aria-expanded'), 'true');
    await change({ items: [stack(4, 2, item('8'), item('7', true)), item('1')] });
    assert.deepEqual(all(bell, '.item').map(({ dataset }) => dataset['id']), ['9', '8', '7', '1']);
    inside(bell, '.more').click();
    assert.deepEqual(inbox.asked, ['expand g', 'expand g']);

    toggle().click();
    await bell.updateComplete;
    assert.deepEqual(all(bell, '.item').map(({ dataset }) => dataset['id']), ['9', '1']);
  });

  test('is moved through with the arrow keys', async () => {
    await change({ items: [stack(2, 0, item('8', true)), item('1')], unread: 1 });
    await open();
    toggle().click();
    await bell.updateComplete;
    assert.equal(all(bell, '.more').length, 0, 'all are there');

    toggle().focus();
    press(focused()!, 'ArrowDown');
    assert.equal(focused()?.dataset['id'], '8');
    press(focused()!, 'ArrowDown');
    assert.equal(focused()?.dataset['id'], '1');
  });

  test('is read as a whole', async () => {
    await change({ items: [stack(4, 2)], unread: 2 });
    await open();

    all(bell, '.stack .link')[1]!.click();
    assert.deepEqual(inbox.asked, ['read all of g']);
    await change({ items: [stack(4, 0)], unread: 0 });

    assert.equal(all(bell, '.stack .link').length, 1);
    assert.equal(toggle().textContent, '3 more');
  });

  test('of one is none', async () => {
    await change({ items: [stack(1, 1)], unread: 1 });
    await open();

    assert.equal(all(bell, '.stack').length, 0);
  });

  test('is no news when an older one of it comes up again', async () => {
    await change({ items: [{ ...stack(3, 1, item('8')), title: 'Nine' }], unread: 1 });
    const said = inside(bell, '[role=status]').textContent;

    await change({ items: [{ ...item('8'), group: 'g', stack: { count: 2, unread: 2, items: [] } }] });
    await change({ items: [{ ...item('7'), group: 'g', stack: { count: 1, unread: 1, items: [] } }] });

    assert.equal(inside(bell, '[role=status]').textContent, said);
  });
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
