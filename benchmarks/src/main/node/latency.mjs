// Several people type, each in a paragraph of their own; measured is when the next one of them, who is on another process if there are several, has an
// edit, and when its author is told that it is saved (docs/documents.md §2.1), if that is asked.
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { answer, atRate, came, percentiles, until } from './dialogue.mjs';
import { close, editor } from './editors.mjs';

const SAVED = 100;
let writers = [];

function open({ document, tokens, urls, asks }) {
  writers = Object.values(tokens).map((token, i) => ({ ...editor(urls[i % urls.length], document, token), madeAt: [], asks, saved: 0 }));
  return until('everybody is synced', () => writers.every(({ provider }) => provider.synced));
}

/** Edits are single characters, so the clock of a client counts them. @return what ends it */
function watch(author, reader, seen) {
  let known = author.madeAt.length;
  const onTransaction = ({ afterState }) => {
    const now = performance.now();
    for (const end = afterState.get(author.doc.clientID) ?? 0; known < end; known += 1) {
      seen.push(now - author.madeAt[known]);
    }
  };
  reader.doc.on('afterTransaction', onTransaction);
  return () => reader.doc.off('afterTransaction', onTransaction);
}

function watchSaved(author, saved) {
  author.provider.messageHandlers[SAVED] = (_encoder, decoder) => {
    const now = performance.now();
    for (const end = decoding.readVarUint(decoder); author.saved < end; author.saved += 1) {
      saved.push(now - author.madeAt[author.saved]);
    }
  };
}

function type(author, i) {
  author.madeAt.push(performance.now());
  const text = author.doc.getText(`paragraph-${i}`);
  text.insert(text.length, 'abcdefghijklmnopqrstuvwxyz '[author.madeAt.length % 27]);
  if (author.asks) {
    const question = encoding.createEncoder();
    encoding.writeVarUint(question, SAVED);
    encoding.writeVarUint(question, author.madeAt.length);
    author.provider.ws?.send(encoding.toUint8Array(question));
  }
}

async function run({ rate, seconds, asks }) {
  const seen = [];
  const saved = [];
  const endings = writers.map((author, i) => watch(author, writers[(i + 1) % writers.length], seen));
  writers.forEach((author) => watchSaved(author, saved));
  const late = await atRate(rate, seconds, (i) => type(writers[i % writers.length], i % writers.length));
  const edits = late.length;
  await came(() => seen.length === edits && (!asks || saved.length === edits), 30);
  endings.forEach((end) => end());
  return { edits, missing: edits - seen.length, seen: percentiles(seen), saved: percentiles(saved), late: percentiles(late) };
}

await answer({ open, run, close: () => writers.forEach(close) });
