// Many people move their cursors. They are sockets that do with awareness what y-websocket does, which sends every news back that it applies; states are
// not parsed, because 100 clients that do would measure this process.
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { answer, atRate, came, pause, percentiles, until } from './dialogue.mjs';
import { socket } from './editors.mjs';

const ASK_FOR_ALL = new Uint8Array([0, 0, 1, 0]);
const NOTHING_MORE = new Uint8Array([0, 1, 2, 0, 0]);
const SYNC = 0;
const AWARENESS = 1;
const QUIET_MS = 1000;

let people = [];
const byClient = new Map();
let counts;

const resetCounts = () => { counts = { delivered: 0, messages: 0, echoed: 0, latencies: [] }; };

class Person {
  clock = 0;
  movedAt = [];
  known = new Map();
  isSynced = false;
  isClosed = false;

  constructor(url, document, token, number) {
    this.client = 1_000_000_000 + number;
    this.name = `Person ${number}`;
    this.opened = socket(url, document, token);
    this.opened.on('open', () => {
      this.opened.send(ASK_FOR_ALL);
      this.move();
    });
    this.opened.on('message', (message) => this.take(message));
    this.opened.on('error', () => {});
    this.opened.on('close', () => { this.isClosed = true; });
  }

  /** What an editor over ProseMirror shows of somebody. */
  move() {
    const place = { type: null, tname: 'prosemirror', item: { client: this.client, clock: this.clock }, assoc: 0 };
    const state = JSON.stringify({ user: { name: this.name, color: '#3366cc' }, cursor: { anchor: place, head: place } });
    this.clock += 1;
    this.movedAt[this.clock] = performance.now();
    this.send([[this.client, this.clock, state]]);
  }

  send(entries) {
    const update = encoding.createEncoder();
    encoding.writeVarUint(update, entries.length);
    for (const [client, clock, state] of entries) {
      encoding.writeVarUint(update, client);
      encoding.writeVarUint(update, clock);
      if (typeof state === 'string') {
        encoding.writeVarString(update, state);
      } else {
        encoding.writeVarUint8Array(update, state);
      }
    }
    const message = encoding.createEncoder();
    encoding.writeVarUint(message, AWARENESS);
    encoding.writeVarUint8Array(message, encoding.toUint8Array(update));
    if (this.opened.readyState === 1) {
      this.opened.send(encoding.toUint8Array(message));
    }
  }

  take(message) {
    const decoder = decoding.createDecoder(message);
    const type = decoding.readVarUint(decoder);
    if (type === SYNC) {
      if (decoding.readVarUint(decoder) === 0) {
        this.opened.send(NOTHING_MORE);
      } else {
        this.isSynced = true;
      }
    } else if (type === AWARENESS) {
      counts.messages += 1;
      this.learn(decoding.createDecoder(decoding.readVarUint8Array(decoder)));
    }
  }

  learn(decoder) {
    const now = performance.now();
    const news = [];
    for (let left = decoding.readVarUint(decoder); left > 0; left -= 1) {
      const client = decoding.readVarUint(decoder);
      const clock = decoding.readVarUint(decoder);
      const state = decoding.readVarUint8Array(decoder);
      if (client !== this.client && clock > (this.known.get(client) ?? -1)) {
        this.known.set(client, clock);
        news.push([client, clock, state]);
        counts.delivered += 1;
        const movedAt = byClient.get(client)?.movedAt[clock];
        if (movedAt !== undefined) {
          counts.latencies.push(now - movedAt);
        }
      }
    }
    if (news.length > 0) {
      counts.echoed += 1;
      this.send(news);
    }
  }
}

async function open({ document, tokens, urls }) {
  resetCounts();
  people = Object.values(tokens).map((token, i) => new Person(urls[i % urls.length], document, token, i));
  people.forEach((person) => byClient.set(person.client, person));
  await until('everybody sees everybody', () => people.every(({ isSynced, known }) => isSynced && known.size >= people.length - 1));
  await settled();
}

/** Nothing has come for a while. */
async function settled() {
  let before = -1;
  for (let waited = 0; before !== counts.messages && waited < 60; waited += 1) {
    before = counts.messages;
    await pause(QUIET_MS);
  }
}

/** @param rate of each person */
async function run({ rate, seconds }) {
  resetCounts();
  const start = performance.now();
  const late = await atRate(rate * people.length, seconds, (i) => people[i % people.length].move());
  const took = (performance.now() - start) / 1000;
  await settled();
  return {
    updates: late.length, delivered: counts.delivered, possible: late.length * (people.length - 1), messages: counts.messages, echoed: counts.echoed,
    closed: people.filter(({ isClosed }) => isClosed).length, seconds: took, latencies: percentiles(counts.latencies), late: percentiles(late),
  };
}

await answer({ open, run, close: () => people.forEach(({ opened }) => opened.terminate()) });
