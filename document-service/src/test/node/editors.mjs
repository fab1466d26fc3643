// Unmodified editors for tests: Yjs and y-websocket as applications use them.
import { createHmac } from 'node:crypto';
import WebSocket from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';

export { numbers } from './numbers.mjs';

const base64url = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token as an application's back end signs it. */
export function token(key, document, user, access = 'write', seconds = 600) {
  const now = Math.floor(Date.now() / 1000);
  const signed = `${base64url({ alg: 'HS256', typ: 'JWT' })}.${base64url({
    aud: 'heliograph-documents', sub: user, document, access, iat: now, exp: now + seconds,
  })}`;
  return `${signed}.${createHmac('sha256', key).update(signed).digest('base64url')}`;
}

export class Editor {
  closes = [];

  constructor(url, document, tokenText) {
    this.doc = new Y.Doc();
    this.provider = new WebsocketProvider(`${url}/documents/sync`, document, this.doc, {
      WebSocketPolyfill: WebSocket, disableBc: true, params: { token: tokenText },
    });
    this.provider.on('connection-close', (event) => this.closes.push(event?.code));
  }

  /** What the document shows, in one form for all replicas. */
  get content() {
    const map = Object.entries(this.doc.getMap('map').toJSON()).sort(([a], [b]) => (a < b ? -1 : 1));
    return {
      text: JSON.stringify(this.text.toDelta()), map: JSON.stringify(map), xml: this.doc.getXmlFragment('xml').toString(),
      ids: this.ids.toArray().join(),
    };
  }

  get ids() {
    return this.doc.getArray('ids');
  }

  get text() {
    return this.doc.getText('text');
  }

  /** As when a network goes away: nothing is said, and what is under way is lost. */
  drop() {
    this.provider.ws?.terminate();
  }

  close() {
    this.provider.destroy();
    this.doc.destroy();
  }
}

export async function until(what, condition, seconds = 20) {
  const deadline = Date.now() + seconds * 1000;
  while (!condition()) {
    if (Date.now() > deadline) {
      throw new Error(`not within ${seconds} s: ${typeof what === 'function' ? what() : what}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Names the parts in which replicas differ; empty when they are equal. */
export function differences(editors) {
  const contents = editors.map((editor) => editor.content);
  return Object.keys(contents[0]).filter((part) => new Set(contents.map((content) => content[part])).size > 1);
}

/** Editors do not split surrogate pairs; Yjs has two encodings of what was split, and the first one wins. */
export const whole = (characters, place) => (/[\udc00-\udfff]/.test(characters[place] ?? '') ? place - 1 : place);

/** As Y.Text counts: an embed is one. */
export const content = (text) => text.toDelta().map(({ insert }) => (typeof insert === 'string' ? insert : ' ')).join('');

/** One random edit, with an id that occurs once. */
export function edit(editor, id, random) {
  editor.doc.transact(() => {
    const { text } = editor;
    const characters = content(text);
    const place = whole(characters, random(text.length + 1));
    const length = whole(characters, Math.min(place + 2 + random(4), text.length)) - place;
    switch (random(10)) {
      case 0: case 1: case 2:
        if (place < text.length) {
          text.delete(place, length);
        }
        break;
      case 3:
        if (place < text.length) {
          text.format(place, length, { bold: random(2) === 0 ? true : null });
        }
        break;
      case 4:
        editor.doc.getMap('map').set(`key-${random(20)}`, { value: id, list: [1, 'two', null] });
        break;
      case 5:
        editor.doc.getXmlFragment('xml').insert(0, [new Y.XmlElement('p')]);
        break;
      default:
        text.insert(place, ['a', 'word ', 'ü', '😀', '\n'][random(5)]);
    }
    editor.ids.insert(random(editor.ids.length + 1), [id]);
  });
}

/** What became of edits in a replica: how many are not there, how many are there more than once. */
export function fates(expected, editor) {
  const counts = new Map();
  editor.ids.toArray().forEach((id) => counts.set(id, (counts.get(id) ?? 0) + 1));
  return {
    lost: expected.filter((id) => !counts.has(id)).length,
    doubled: [...counts.values()].filter((count) => count > 1).length,
  };
}
