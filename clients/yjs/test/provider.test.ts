import assert from 'node:assert/strict';
import 'fake-indexeddb/auto';
import { afterEach, mock, test } from 'node:test';
import * as Y from 'yjs';
import { HeliographProvider, type HeliographProviderOptions } from '../src/provider.js';
import { StandInServer } from './stand-in-server.js';
import { freshToken } from './tokens.js';

const open: HeliographProvider[] = [];

function provide(server: StandInServer, options: Partial<HeliographProviderOptions> = {}): HeliographProvider {
  const provider = new HeliographProvider({
    url: 'https://live.example.org',
    name: 'notes/plan',
    doc: new Y.Doc(),
    getToken: async () => freshToken(),
    WebSocket: server.WebSocket,
    ...options,
  });
  open.push(provider);
  return provider;
}

/** Resolves when the state is as expected; the test's own time limit ends the waiting. */
function when(provider: HeliographProvider, matches: (state: ReturnType<HeliographProvider['getSnapshot']>) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (matches(provider.getSnapshot())) {
        stop();
        resolve();
      }
    };
    const stop = provider.subscribe(look);
    look();
  });
}

const isSynced = (provider: HeliographProvider) => when(provider, (state) => state.isSynced);
const limit = { timeout: 10_000 };

afterEach(async () => {
  await Promise.all(open.splice(0).map((provider) => provider.destroy()));
  mock.timers.reset();
});

test('connects with a token, at the path of the document', limit, async () => {
  const server = new StandInServer();
  const provider = provide(server);
  await isSynced(provider);
  assert.match(server.last.url, /^wss:\/\/live\.example\.org\/documents\/sync\/notes\/plan\?token=/);
  assert.deepEqual(provider.getSnapshot(), { status: 'connected', isSynced: true, isSaved: true, access: 'write' });
});

test('an edit is saved when the server says so', limit, async () => {
  const server = new StandInServer();
  const provider = provide(server);
  await isSynced(provider);
  provider.doc.getText('t').insert(0, 'hello');
  assert.equal(provider.getSnapshot().isSaved, false);
  await when(provider, (state) => state.isSaved);
  assert.equal(server.doc.getText('t').toString(), 'hello');
});

test('what the server brings is no edit', limit, async () => {
  const server = new StandInServer();
  server.answersSaved = false;
  server.doc.getText('t').insert(0, 'from others');
  const provider = provide(server);
  await isSynced(provider);
  assert.equal(provider.doc.getText('t').toString(), 'from others');
  assert.equal(provider.getSnapshot().isSaved, true);
});

test('nothing is saved that the server did not answer for', limit, async () => {
  const server = new StandInServer();
  server.answersSaved = false;
  const provider = provide(server);
  await isSynced(provider);
  provider.doc.getText('t').insert(0, 'x');
  await new Promise((resolve) => server.doc.once('update', resolve));
  assert.equal(server.doc.getText('t').toString(), 'x');
  assert.equal(provider.getSnapshot().isSaved, false);
});

test('what was edited offline is sent and saved after connecting', limit, async () => {
  const server = new StandInServer();
  const provider = provide(server, { connect: false });
  provider.doc.getText('t').insert(0, 'offline');
  assert.deepEqual(provider.getSnapshot(), { status: 'disconnected', isSynced: false, isSaved: false });
  provider.connect();
  await when(provider, (state) => state.isSaved);
  assert.equal(server.doc.getText('t').toString(), 'offline');
});

test('what a document held before it got a provider is not taken for saved', limit, async () => {
  const doc = new Y.Doc();
  doc.getText('t').insert(0, 'before');
  const server = new StandInServer();
  const provider = provide(server, { doc });
  assert.equal(provider.getSnapshot().isSaved, false);
  await when(provider, (state) => state.isSaved);
  assert.equal(server.doc.getText('t').toString(), 'before');
});

test('a connection that lives longer than its token is sent a new one', limit, async () => {
  const server = new StandInServer();
  const provider = provide(server);
  await isSynced(provider);
  const first = server.last.token;
  provider.disconnect();
  mock.timers.enable({ apis: ['setTimeout'] });
  provider.connect();
  await isSynced(provider);
  const second = server.last.token;
  mock.timers.tick(210_000);
  await new Promise(setImmediate);
  assert.equal(server.renewedWith.length, 1);
  assert.equal(new Set([first, second, ...server.renewedWith]).size, 3);
  assert.equal(server.sockets.length, 2);
});

test('a token that expired all the same is replaced', limit, async () => {
  const server = new StandInServer();
  const provider = provide(server);
  await isSynced(provider);
  const expired = server.last.token;
  server.last.end(4401, 'the token has expired');
  await when(provider, () => server.sockets.length === 2);
  await isSynced(provider);
  assert.notEqual(server.last.token, expired);
});

test('who is refused with a new token, too, is told why', limit, async () => {
  const server = new StandInServer();
  server.refuseWith = 4401;
  const provider = provide(server);
  await when(provider, (state) => state.status === 'closed');
  assert.equal(provider.getSnapshot().closed?.code, 4401);
  assert.equal(server.sockets.length, 2);
});

test('who is forbidden does not try again', limit, async () => {
  const server = new StandInServer();
  server.refuseWith = 4403;
  const provider = provide(server);
  await when(provider, (state) => state.status === 'closed');
  assert.equal(provider.getSnapshot().closed?.code, 4403);
  assert.equal(server.sockets.length, 1);
});

test('a token that cannot be had is asked for again', limit, async () => {
  mock.timers.enable({ apis: ['setTimeout'] });
  const warn = mock.method(console, 'warn', () => {});
  let asked = 0;
  const server = new StandInServer();
  const provider = provide(server, {
    getToken: async () => {
      asked += 1;
      if (asked === 1) {
        throw new Error('the back end is away');
      }
      return freshToken();
    },
  });
  await new Promise(setImmediate);
  assert.equal(warn.mock.callCount(), 1);
  warn.mock.restore();
  mock.timers.tick(1_000);
  await isSynced(provider);
  assert.equal(asked, 2);
});

test('an answer of getToken after disconnecting connects nothing', limit, async () => {
  let answer = (_token: string) => {};
  const server = new StandInServer();
  const provider = provide(server, { getToken: () => new Promise((resolve) => (answer = resolve)) });
  provider.disconnect();
  answer(freshToken());
  await new Promise(setImmediate);
  assert.equal(server.sockets.length, 0);
  assert.equal(provider.getSnapshot().status, 'disconnected');
});

test('what was edited before the tab closed is there when it opens again', limit, async () => {
  const server = new StandInServer();
  const before = provide(server, { offline: 'ann', connect: false });
  await before.whenLoaded();
  before.doc.getText('t').insert(0, 'unsent');
  await before.destroy();
  const after = provide(server, { offline: 'ann', connect: false });
  await after.whenLoaded();
  assert.equal(after.doc.getText('t').toString(), 'unsent');
  assert.equal(after.getSnapshot().isSaved, false);
  after.connect();
  await when(after, (state) => state.isSaved);
  assert.equal(server.doc.getText('t').toString(), 'unsent');
});

test('people who share a browser have copies of their own', limit, async () => {
  const server = new StandInServer();
  const ann = provide(server, { offline: 'ann', name: 'shared', connect: false });
  await ann.whenLoaded();
  ann.doc.getText('t').insert(0, 'ann');
  const bob = provide(server, { offline: 'bob', name: 'shared', connect: false });
  await bob.whenLoaded();
  assert.equal(bob.doc.getText('t').toString(), '');
});

test('the copy of a deleted document goes', limit, async () => {
  const server = new StandInServer();
  const provider = provide(server, { offline: 'ann', name: 'deleted' });
  await provider.whenLoaded();
  provider.doc.getText('t').insert(0, 'secret');
  await when(provider, (state) => state.isSaved);
  server.last.end(4404, 'deleted');
  await when(provider, (state) => state.status === 'closed');
  await provider.destroy();
  const again = provide(new StandInServer(), { offline: 'ann', name: 'deleted', connect: false });
  await again.whenLoaded();
  assert.equal(again.doc.getText('t').toString(), '');
});
