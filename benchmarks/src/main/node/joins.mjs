// Many open one large document at the same moment. They are sockets that ask as y-websocket does and keep the answer as it came: 150 documents would
// measure how fast one process of Node loads them.
import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import { answer, percentiles, until } from './dialogue.mjs';
import { close, editor, socket } from './editors.mjs';

const ASK_FOR_ALL = new Uint8Array([0, 0, 1, 0]);
const NOTHING_MORE = new Uint8Array([0, 1, 2, 0, 0]);
const SYNC = 0;
const STEP_1 = 0;
const STEP_2 = 1;
const WORDS = ['a ', 'the ', 'word ', 'people ', 'document ', 'together '];
const WORDS_OF_PARAGRAPH = 80;
const MAX_BACKOFF_MS = 2500;

let author;
let certain;

/** Rich text whose words were not typed in their order, so that nothing of it can be joined. */
function grow(doc, bytes) {
  let size = 0;
  let seed = 1;
  const random = (bound) => {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
    return (seed >>> 8) % bound;
  };
  doc.on('update', (update) => { size += update.length; });
  while (size < bytes) {
    doc.transact(() => {
      const paragraph = new Y.XmlElement('paragraph');
      const text = new Y.XmlText();
      doc.getXmlFragment('prosemirror').push([paragraph]);
      paragraph.push([text]);
      for (let i = 0; i < WORDS_OF_PARAGRAPH; i += 1) {
        text.insert(random(text.length + 1), WORDS[random(WORDS.length)], random(20) === 0 ? { bold: {} } : {});
      }
    });
  }
}

async function prepare({ document, token, urls, bytes }) {
  const doc = new Y.Doc();
  grow(doc, bytes);
  author = editor(urls[0], document, token, doc);
  await until('the author is synced', () => author.provider.synced);
  await hasReached(urls.at(-1), document, token);
  return { bytes: Y.encodeStateAsUpdate(doc).length };
}

const clockIn = (doc) => Y.decodeStateVector(Y.encodeStateVector(doc)).get(author.doc.clientID) ?? 0;

/** Somebody who comes late has what the author has. */
async function hasReached(url, document, token) {
  const late = editor(url, document, token);
  await until('the document is at the server', () => clockIn(late.doc) === clockIn(author.doc));
  close(late);
}

/** So that what the document adds up to has to be found anew. The last character may be on its way when the first of the storm are there. */
async function edit({ document, token, urls }) {
  author.doc.getText('title').insert(0, 'x');
  for (const url of urls) {
    await hasReached(url, document, token);
  }
  certain = clockIn(author.doc);
  author.doc.getText('title').insert(0, 'y');
}

/** @return when it had the document, and how often it had to come again */
function join(url, document, token) {
  return new Promise((resolve) => {
    let again = 0;
    const connect = () => {
      const opened = socket(url, document, token);
      let update;
      opened.on('open', () => opened.send(ASK_FOR_ALL));
      opened.on('message', (message) => {
        const decoder = decoding.createDecoder(message);
        if (decoding.readVarUint(decoder) !== SYNC) {
          return;
        }
        const step = decoding.readVarUint(decoder);
        if (step === STEP_1) {
          opened.send(NOTHING_MORE);
        } else if (step === STEP_2 && update === undefined) {
          update = decoding.readVarUint8Array(decoder);
          resolve({ at: performance.now(), again, update, opened });
        }
      });
      opened.on('error', () => {});
      opened.on('close', () => {
        if (update === undefined) {
          again += 1;
          setTimeout(connect, Math.min(100 * 2 ** again, MAX_BACKOFF_MS));
        }
      });
    };
    connect();
  });
}

async function storm({ document, tokens, urls }) {
  const before = process.cpuUsage();
  const start = performance.now();
  const joined = await Promise.all(Object.values(tokens).map((token, i) => join(urls[i % urls.length], document, token)));
  const { user, system } = process.cpuUsage(before);
  const kinds = new Map(joined.map(({ update }) => [update.length, update]));
  const whole = [...kinds.values()].every((update) => {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, update);
    return clockIn(doc) >= certain;
  });
  joined.forEach(({ opened }) => opened.terminate());
  return {
    whole, cpuSeconds: (user + system) / 1e6, bytes: Math.max(...kinds.keys()), again: joined.reduce((sum, { again }) => sum + again, 0),
    times: percentiles(joined.map(({ at }) => at - start)),
  };
}

await answer({ prepare, edit, storm });
