import assert from 'node:assert/strict';
import { afterEach, mock, test } from 'node:test';
import * as Y from 'yjs';
import { HeliographProvider } from '../src/provider.js';
import { requestTokens } from '../src/token-request.js';
import { DocumentVersions } from '../src/versions.js';
import { StandInServer } from './stand-in-server.js';
import { freshToken } from './tokens.js';

const NAME = 'notes/plan';
const limit = { timeout: 10_000 };
const open: HeliographProvider[] = [];

afterEach(async () => {
  mock.timers.reset();   // before, so that timers from before the mock are cleared, too
  await Promise.all(open.splice(0).map((provider) => provider.destroy()));
});

/** Answers what document-service answers over HTTP, for a document that keeps its history. */
class Answers {
  readonly requests: string[] = [];
  readonly versions: { id: string; name: string; author: string; createdAt: string; sequence: number; length?: number }[] = [];
  readonly #snapshots = new Map<string, Uint8Array>();

  constructor(readonly doc: Y.Doc) {}

  readonly fetch = (async (url: URL, { method, headers, body }: { method: string; headers: Record<string, string>; body?: string }) => {
    this.requests.push(`${method} ${url.pathname} ${headers.Authorization}`);
    const [, , , what, id] = url.pathname.split('/');
    if (what === 'update') {
      return new Response(new Uint8Array(Y.encodeStateAsUpdate(this.doc)));
    }
    if (method === 'POST') {
      return Response.json(this.keep((JSON.parse(body ?? '') as { name: string }).name), { status: 201 });
    }
    const snapshot = this.#snapshots.get(id ?? '');
    if (id !== undefined) {
      return snapshot === undefined ? Response.json({ code: 'not_found', detail: 'there is none' }, { status: 404 }) : new Response(new Uint8Array(snapshot));
    }
    return Response.json({ versions: this.versions });
  }) as unknown as typeof fetch;

  keep(name: string, length?: number) {
    const id = String(this.versions.length + 1);
    const version = { id, name, author: 'ann', createdAt: '2026-01-01T12:00:00Z', sequence: 7, ...(length === undefined ? {} : { length }) };
    this.versions.unshift(version);
    this.#snapshots.set(id, Y.encodeSnapshot(Y.snapshot(this.doc)));
    return version;
  }
}

async function start(access: 'read' | 'write' = 'write') {
  const server = new StandInServer();
  const answers = new Answers(server.doc);
  const provider = new HeliographProvider({
    url: 'https://live.example.org', name: NAME, doc: new Y.Doc(), getToken: async () => freshToken(access), WebSocket: server.WebSocket,
  });
  open.push(provider);
  const versions = new DocumentVersions({ url: 'https://live.example.org', provider, getToken: async () => 'secret', fetch: answers.fetch });
  await when(provider, () => provider.getSnapshot().isSynced);
  return { server, answers, provider, versions, text: provider.doc.getText('text') };
}

/** Resolves when it is so; the test's own time limit ends the waiting. */
function when(provider: HeliographProvider, isSo: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (isSo()) {
        stop();
        resolve();
      }
    };
    const stop = provider.subscribe(look);
    look();
  });
}

const saved = (provider: HeliographProvider) => when(provider, () => provider.getSnapshot().isSaved);

test('lists versions with who, when, and by how much they differ in size', limit, async () => {
  const { answers, versions } = await start();
  answers.keep('uncounted');
  answers.keep('first', 20);
  answers.keep('second', 15);

  const list = await versions.list();

  assert.deepEqual(list.map(({ name, length, growth }) => ({ name, length, growth })), [
    { name: 'second', length: 15, growth: -5 }, { name: 'first', length: 20, growth: undefined }, { name: 'uncounted', length: undefined, growth: undefined },
  ]);
  assert.equal(list[0]?.author, 'ann');
  assert.deepEqual(list[0]?.createdAt, new Date('2026-01-01T12:00:00Z'));
  assert.deepEqual(answers.requests, ['GET /documents/notes%2Fplan/versions Bearer secret']);
});

test('keeps what is on the screen, not what was stored before', limit, async () => {
  const { answers, versions, text } = await start();
  text.insert(0, 'just typed');

  const kept = await versions.keep('Final');

  assert.equal(kept.name, 'Final');
  const then = await versions.show(kept.id);
  assert.equal(then.getText('text').toString(), 'just typed');
  assert.equal(answers.versions.length, 1);
});

test('keeps nothing while edits are not stored', limit, async () => {
  const { server, answers, versions, text } = await start();
  server.answersSaved = false;
  text.insert(0, 'just typed');
  mock.timers.enable({ apis: ['setTimeout'] });

  const keeping = assert.rejects(versions.keep('Final'), { name: 'DocumentError', code: 'unavailable' });
  mock.timers.tick(10_000);

  await keeping;
  assert.deepEqual(answers.versions, []);
});

test('shows a version beside the document', limit, async () => {
  const { versions, provider, text } = await start();
  text.insert(0, 'one');
  const { id } = await versions.keep('first');
  text.insert(3, ' two');
  await saved(provider);

  const then = await versions.show(id);
  assert.equal(then.getText('text').toString(), 'one');
  then.getText('text').insert(0, 'not to be seen ');

  assert.equal(text.toString(), 'one two');
});

test('restores by an edit that reaches the server and can be undone', limit, async () => {
  const { server, versions, provider, text } = await start();
  const undo = new Y.UndoManager(text, { trackedOrigins: new Set([versions]) });
  text.insert(0, 'one');
  const { id } = await versions.keep('first');
  text.delete(0, 3);
  text.insert(0, 'two');
  await saved(provider);

  assert.equal(await versions.restore(id), true);
  assert.equal(text.toString(), 'one');
  assert.equal(provider.getSnapshot().isSaved, false);
  await saved(provider);
  assert.equal(server.doc.getText('text').toString(), 'one');

  undo.undo();
  await saved(provider);
  assert.equal(server.doc.getText('text').toString(), 'two');
});

test('restores over what was not sent yet and what did not come yet', limit, async () => {
  const { server, versions, provider, text } = await start();
  text.insert(0, 'one');
  const { id } = await versions.keep('first');
  server.doc.getText('text').insert(3, ' from bob'); // this server tells nobody
  text.insert(0, 'unsent ');

  await versions.restore(id);

  assert.equal(text.toString(), 'one');
  await saved(provider);
  assert.equal(server.doc.getText('text').toString(), 'one');
});

test('restores nothing when nothing was edited since, and tells so', limit, async () => {
  const { versions, text } = await start();
  text.insert(0, 'one');
  const { id } = await versions.keep('first');
  assert.equal(await versions.restore(id), false);
});

test('a reader restores nothing: the edit would stay in this copy', limit, async () => {
  const { server, answers, versions, provider, text } = await start('read');
  answers.keep('empty');
  server.doc.getText('text').insert(0, 'one');

  await assert.rejects(versions.restore('1'), { name: 'DocumentError', code: 'forbidden' });

  assert.equal(text.toString(), '');
  assert.equal(provider.getSnapshot().isSaved, true);
});

test('what is too large for a message travels in the answer after connecting again', limit, async () => {
  const { server, versions, provider, text } = await start();
  text.insert(0, 'x'.repeat(1_500_000));
  const { id } = await versions.keep('large');
  text.delete(0, text.length);
  await saved(provider);

  await versions.restore(id);
  await when(provider, () => provider.getSnapshot().isSynced && provider.getSnapshot().isSaved);

  assert.equal(server.doc.getText('text').length, 1_500_000);
  assert.equal(server.sockets.length, 2);
});

test('what no message may have is refused before anything is edited', limit, async () => {
  const { versions, provider, text } = await start();
  text.insert(0, 'x'.repeat(9_000_000));
  const { id } = await versions.keep('huge');
  text.delete(0, text.length);
  await saved(provider);

  await assert.rejects(versions.restore(id), { code: 'too_large' });

  assert.equal(text.length, 0);
});

test('says what the server says', limit, async () => {
  const { versions } = await start();
  await assert.rejects(versions.show('17'), { name: 'DocumentError', code: 'not_found', message: 'there is none' });
});

test('tells of an answer that is none of the server\'s, also for tokens', limit, async () => {
  const fetch = (async () => new Response('<html>', { status: 502 })) as unknown as typeof globalThis.fetch;
  const getToken = requestTokens({ url: 'https://live.example.org', getToken: async () => 'secret', fetch });
  await assert.rejects(getToken(NAME), { code: 'http_502' });
});
