// One person types for an hour that is not waited for: words at 5 keystrokes a second, pauses, corrections, and now and then at another place. Each
// keystroke is sent as the client does, one after the other and slower than the server reads.
import { answer, pause, until } from './dialogue.mjs';
import { close, editor } from './editors.mjs';

const KEYSTROKES_PER_SECOND = 5;
/** A server of ours reads 60 messages a second of a connection. */
const SENT_PER_SECOND = 50;

let writer;

function numbers(seed) {
  let state = seed >>> 0;
  return (bound) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
}

/** Keystrokes of so many minutes, as functions of a text and of where its cursor is. */
function* keystrokes(minutes, random) {
  let left = minutes * 60;
  while (left > 0) {
    for (let words = 5 + random(40); words > 0 && left > 0; words -= 1) {
      for (let letters = 2 + random(9); letters > 0; letters -= 1) {
        left -= 1 / KEYSTROKES_PER_SECOND;
        yield (text, cursor) => { text.insert(cursor, String.fromCharCode(97 + random(26))); return cursor + 1; };
        if (random(25) === 0) {
          left -= 1 / KEYSTROKES_PER_SECOND;
          yield (text, cursor) => { text.delete(cursor - 1, 1); return cursor - 1; };
        }
      }
      left -= 1 / KEYSTROKES_PER_SECOND;
      yield (text, cursor) => { text.insert(cursor, random(12) === 0 ? '\n' : ' '); return cursor + 1; };
    }
    left -= 2 + random(30);
    if (random(4) === 0) {
      yield* elsewhere(random);
    }
  }
}

/** A word elsewhere is taken out, and typing goes on there. Moving the cursor is no edit. */
function* elsewhere(random) {
  yield (text) => {
    const cursor = random(text.length + 1);
    text.delete(cursor, Math.min(6, text.length - cursor));
    return cursor;
  };
}

async function type({ document, token, urls, minutes }) {
  writer = editor(urls[0], document, token);
  await until('the writer is synced', () => writer.provider.synced);
  const text = writer.doc.getText('text');
  let updates = 0;
  let bytes = 0;
  writer.doc.on('update', (update) => { updates += 1; bytes += update.length; });
  const start = performance.now();
  let cursor = 0;
  let sent = 0;
  for (const press of keystrokes(minutes, numbers(1))) {
    cursor = press(text, cursor);
    sent += 1;
    await pause(start + (sent * 1000) / SENT_PER_SECOND - performance.now());
  }
  const reader = editor(urls.at(-1), document, token);
  await until('everything has arrived', () => reader.doc.getText('text').toString() === text.toString());
  close(reader);
  close(writer);
  return { updates, bytes, characters: text.length };
}

await answer({ type });
