import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import type { Preferences, PreferencesChange } from '../src/index.js';
import { inside, show, Store } from './page.js';

const { HeliographPreferences } = await import('../src/index.js');

const PREFERENCES: Preferences = {
  timeZone: 'Europe/Berlin',
  categories: { security: { push: true } },
  effective: [
    { category: 'orders', title: 'Orders', required: false, channels: { 'in-app': true, push: false } },
    { category: 'security', title: 'Security', required: true, channels: { 'in-app': true, push: true } },
    { category: 'default', title: 'Everything else', required: false, channels: { 'in-app': false, push: true } },
  ],
};

class Settings extends Store<{ phase?: string; preferences?: Preferences | undefined }> {
  readonly asked: PreferencesChange[] = [];
  failure: Error | undefined;
  constructor() { super({ phase: 'ready', preferences: PREFERENCES }); }
  async change(change: PreferencesChange): Promise<void> {
    this.asked.push(change);
    if (this.failure !== undefined) {
      throw this.failure;
    }
  }
}

let settings: Settings;
let element: InstanceType<typeof HeliographPreferences>;

beforeEach(async () => {
  settings = new Settings();
  element = new HeliographPreferences();
  element.store = settings;
  await show(element);
});

const input = (selector: string): HTMLInputElement => inside(element, selector) as HTMLInputElement;
const toggle = (category: string, channel: string): HTMLInputElement => input(`[data-category=${category}][data-channel=${channel}]`);

async function change(target: HTMLInputElement, value: Partial<Pick<HTMLInputElement, 'checked' | 'value'>>): Promise<void> {
  Object.assign(target, value);
  target.dispatchEvent(new Event('change'));
  await Promise.resolve();
  await element.updateComplete;
}

const withQuietHours = (from: string, to: string): Promise<boolean> => {
  settings.set({ preferences: { ...PREFERENCES, quietHours: { from, to } } });
  return element.updateComplete;
};

test('shows what holds, by names that people read', () => {
  const words = inside(element, '[part=table]').textContent!.replace(/\s+/g, ' ').trim();
  assert.equal(words, 'On screensPush Orders Security always on Everything else');
  assert.equal(toggle('orders', 'in-app').checked, true);
  assert.equal(toggle('orders', 'push').checked, false);
  assert.equal(toggle('orders', 'push').getAttribute('aria-label'), 'Orders: Push');
});

test('offers no switch that would be refused or of no effect', () => {
  assert.equal(toggle('security', 'in-app').disabled, true, 'required');
  assert.equal(toggle('security', 'push').disabled, false, 'switched on by the user');
  assert.equal(toggle('default', 'push').disabled, true, 'push follows what was shown');
  assert.equal(toggle('default', 'in-app').disabled, false);
});

test('asks for one change', async () => {
  await change(toggle('orders', 'push'), { checked: true });

  assert.deepEqual(settings.asked, [{ categories: { orders: { push: true } } }]);
  assert.equal(inside(element, '.said').textContent, 'Saved.');
});

test('tells why a change was refused', async () => {
  settings.failure = new Error('there is no such category');

  await change(toggle('orders', 'push'), { checked: true });

  assert.equal(inside(element, '.said').textContent, 'Not saved: there is no such category');
});

test('offers digests where the server has them, and asks for one by the clock of the browser', async () => {
  assert.equal(element.shadowRoot!.querySelectorAll('select').length, 0);
  settings.set({ preferences: { ...PREFERENCES, effective: PREFERENCES.effective.map((entry) => ({ ...entry, digest: 'hourly' as const })) } });
  await element.updateComplete;
  const select = inside(element, '[data-digest=orders]') as HTMLSelectElement;
  assert.equal(select.getAttribute('aria-label'), 'Orders: when');
  assert.equal(select.value, 'hourly');

  select.value = 'daily';
  select.dispatchEvent(new Event('change'));

  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  assert.deepEqual(settings.asked, [{ digest: { categories: { orders: 'daily' } }, timeZone }]);
});

test('begins quiet hours with a night, by the clock of the browser, and ends them', async () => {
  await change(input('[data-quiet]'), { checked: true });
  await withQuietHours('22:00', '07:00');
  await change(input('[data-quiet]'), { checked: false });

  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  assert.deepEqual(settings.asked, [{ quietHours: { from: '22:00', to: '07:00' }, timeZone }, { quietHours: null }]);
});

test('changes one end of the quiet hours', async () => {
  await withQuietHours('22:00', '07:00');

  await change(input('[data-end=to]'), { value: '06:30' });

  assert.deepEqual(settings.asked.map(({ quietHours }) => quietHours), [{ from: '22:00', to: '06:30' }]);
});

test('asks for no quiet hours that are none', async () => {
  await withQuietHours('22:00', '07:00');

  await change(input('[data-end=to]'), { value: '' });
  await change(input('[data-end=to]'), { value: '22:00' });

  assert.deepEqual(settings.asked, []);
  assert.match(inside(element, '.said').textContent!, /another time/);
});

test('says that it loads, or cannot', async () => {
  settings.set({ phase: 'loading', preferences: undefined });
  await element.updateComplete;
  assert.match(inside(element, '.said').textContent!, /Loading/);

  settings.set({ phase: 'failed' });
  await element.updateComplete;
  assert.match(inside(element, '.said').textContent!, /cannot be loaded/);
});
