import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { preferences, type Preferences, type PreferencesStore } from '../../src/store/index.js';
import { VirtualClock } from '../simulation/virtual-clock.js';
import { HttpServer } from './server.js';

/** As the server tells them to somebody who gets orders by push. */
const told = (more: object = {}): Preferences & { later: string } => ({
  timeZone: 'Europe/Berlin', later: 'off', categories: { team: { push: false } },
  effective: [
    { category: 'orders', title: 'Orders', required: false, channels: { 'in-app': true, push: true } },
    { category: 'team', title: 'Team', required: false, channels: { 'in-app': true, push: false } },
  ],
  ...more,
});

/** A page of settings; nothing is answered yet. */
class Settings {
  readonly clock = new VirtualClock();
  readonly server = new HttpServer();
  readonly store: PreferencesStore = preferences({ http: this.server.http, clock: this.clock, random: () => 1 });

  static async loaded(): Promise<Settings> {
    const settings = new Settings();
    await settings.answer(told());
    return settings;
  }

  /** Answers the oldest request; returns it and what was sent. */
  async answer(json: unknown): Promise<[string, object | undefined]> {
    const body = this.server.waiting[0]?.body;
    const request = this.server.answer(json);
    await this.clock.advance(0);
    return [request, body];
  }

  async refuse(code: string, temporary: boolean): Promise<void> {
    this.server.refuse(code, temporary);
    await this.clock.advance(0);
  }

  get shown(): Preferences {
    return this.store.getSnapshot().preferences!;
  }

  isOn(category: string, channel: string): boolean | undefined {
    return this.shown.effective.find((entry) => entry.category === category)?.channels[channel];
  }
}

describe('loading', () => {
  test('shows what holds', async () => {
    const settings = new Settings();
    assert.deepEqual(settings.store.getSnapshot(), { phase: 'loading', error: undefined, preferences: undefined });

    assert.deepEqual(await settings.answer(told()), ['GET /notifications/preferences', undefined]);

    assert.equal(settings.store.getSnapshot().phase, 'ready');
    assert.deepEqual(settings.shown, told());
  });

  test('is tried again while the failure is temporary', async () => {
    const settings = new Settings();
    await settings.refuse('unavailable', true);
    assert.equal(settings.store.getSnapshot().phase, 'failed');

    await settings.clock.advance(1_000);
    await settings.answer(told());

    assert.equal(settings.store.getSnapshot().phase, 'ready');
    assert.equal(settings.store.getSnapshot().error, undefined);
  });

  test('fails on an answer that is none', async () => {
    const settings = new Settings();

    await settings.answer({});

    assert.equal(settings.store.getSnapshot().error?.code, 'malformed');
  });

  test('ends with the store', async () => {
    const settings = new Settings();
    await settings.refuse('unavailable', true);

    settings.store.close();
    await settings.clock.advance(60_000);

    assert.equal(settings.server.waiting.length, 0);
  });
});

describe('a change', () => {
  test('shows at once, and asks for all that was chosen, also for what is not known here', async () => {
    const settings = await Settings.loaded();
    const done = settings.store.change({ categories: { orders: { push: false } } });
    assert.equal(settings.isOn('orders', 'push'), false);
    assert.equal(settings.isOn('orders', 'in-app'), true);
    await settings.clock.advance(0);

    const [request, body] = await settings.answer(told({ categories: { orders: { push: false } } }));
    await done;

    assert.equal(request, 'PUT /notifications/preferences');
    assert.deepEqual(body, { timeZone: 'Europe/Berlin', later: 'off', categories: { team: { push: false }, orders: { push: false } } });
    assert.deepEqual(settings.shown.categories, { orders: { push: false } }, 'what the server says holds');
  });

  test('of quiet hours begins and ends them', async () => {
    const settings = await Settings.loaded();
    void settings.store.change({ timeZone: 'Europe/Paris', quietHours: { from: '22:00', to: '07:00' } });
    await settings.clock.advance(0);
    assert.deepEqual(settings.shown.quietHours, { from: '22:00', to: '07:00' });
    assert.equal(settings.shown.timeZone, 'Europe/Paris');
    await settings.answer(told({ quietHours: { from: '22:00', to: '07:00' } }));

    void settings.store.change({ quietHours: null });
    await settings.clock.advance(0);

    assert.equal(settings.shown.quietHours, null);
    assert.equal((settings.server.waiting[0]?.body as Preferences).quietHours, null);
  });

  test('of digests takes along those that were chosen before', async () => {
    const settings = new Settings();
    const effective = told().effective.map((entry) => ({ ...entry, digest: 'off' }));
    await settings.answer(told({ digest: { at: '09:00', categories: { team: 'hourly' } }, effective }));
    const digests = (): unknown[] => settings.shown.effective.map(({ digest }) => digest);

    void settings.store.change({ digest: { categories: { orders: 'daily' } } });
    await settings.clock.advance(0);

    assert.deepEqual(digests(), ['daily', 'off'], 'of the other one the server told what holds');
    const body = settings.server.waiting[0]?.body as Preferences;
    assert.deepEqual(body.digest, { at: '09:00', categories: { team: 'hourly', orders: 'daily' } });
    void settings.store.change({ digest: { every: 'hourly' } });
    assert.deepEqual(digests(), ['daily', 'off'], 'both have a choice of their own');
  });

  test('of all digests holds where there is no choice, and ends with null', async () => {
    const settings = await Settings.loaded();
    void settings.store.change({ digest: { every: 'daily' } });
    assert.deepEqual(settings.shown.effective.map(({ digest }) => digest), ['daily', 'daily']);

    void settings.store.change({ digest: null });

    assert.equal(settings.shown.digest, null);
  });

  test('waits for the one before, because each replaces all', async () => {
    const settings = await Settings.loaded();
    void settings.store.change({ categories: { orders: { push: false } } });
    void settings.store.change({ categories: { orders: { 'in-app': false } } });
    await settings.clock.advance(0);
    assert.equal(settings.server.waiting.length, 1);
    assert.equal(settings.isOn('orders', 'in-app'), false);

    await settings.answer(told({ categories: { orders: { push: false } } }));

    assert.deepEqual((settings.server.waiting[0]?.body as Preferences).categories, { orders: { push: false, 'in-app': false } });
  });

  test('is taken back when the server does not do it, and the next one goes on', async () => {
    const settings = await Settings.loaded();
    const first = settings.store.change({ categories: { orders: { push: false } } });
    const second = settings.store.change({ categories: { team: { push: true } } });
    await settings.clock.advance(0);

    settings.server.refuse('schema_violation', false);
    await assert.rejects(first, { code: 'schema_violation' });
    assert.equal(settings.isOn('orders', 'push'), true);
    assert.equal(settings.isOn('team', 'push'), true);
    await settings.clock.advance(0);
    assert.deepEqual((settings.server.waiting[0]?.body as Preferences).categories, { team: { push: true } });
    await settings.answer(told());
    await second;
  });

  test('is not undone by a page that was asked for before', async () => {
    const settings = await Settings.loaded();
    settings.store.reload();
    void settings.store.change({ categories: { orders: { push: false } } });
    await settings.clock.advance(0);
    const [page] = settings.server.waiting.splice(0, 1);

    const { effective, ...rest } = told();
    await settings.answer({ ...rest, effective: effective.map((entry) => ({ ...entry, channels: { push: false } })) });
    page!.answer(told());
    await settings.clock.advance(0);

    assert.equal(settings.isOn('orders', 'push'), false);
  });

  test('is refused before anything is known, which it would replace', async () => {
    const settings = new Settings();

    await assert.rejects(settings.store.change({ quietHours: null }), { code: 'unavailable', temporary: true });

    assert.equal(settings.server.waiting.length, 1);
  });
});
