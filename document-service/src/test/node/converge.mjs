// Many people edit one document over several processes, lose their connections and edit offline. Every edit also inserts an id that occurs once:
// what is lost or doubled is counted.
import { Editor, differences, edit, fates, numbers, until } from './editors.mjs';

const SAMPLES = 200;
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** From an edit of one until another one has it, in ms, sorted. */
async function latencies(author, other) {
  const measured = [];
  for (let i = 0; i < SAMPLES; i += 1) {
    const seen = new Promise((resolve) => { other.doc.once('update', resolve); });
    const start = performance.now();
    author.ids.push([`latency-${i}`]);
    await seen;
    measured.push(performance.now() - start);
  }
  return measured.sort((a, b) => a - b);
}

/**
 * @param token the token of a user, who may write or `read`
 * @param cursorSeconds how long the cursor of somebody who is gone may stay
 * @return what was lost and doubled, whether who came late has the same, and times in ms
 */
export async function converge({ token, seed, clients, operations, document, urls, cursorSeconds = 10 }) {
  const random = numbers(seed);

  const editors = Array.from({ length: clients }, (_, i) => {
    const editor = new Editor(urls[i % urls.length], document, token(`user-${i}`));
    editor.provider.awareness.setLocalStateField('user', { name: `user-${i}` });
    return editor;
  });
  await until('everybody is synced', () => editors.every((editor) => editor.provider.synced));

  const expected = [];
  const offline = new Map();
  let drops = 0;

  for (let i = 0; i < operations; i += 1) {
    const editor = editors[random(clients)];
    edit(editor, `id-${i}`, random);
    expected.push(`id-${i}`);
    if (random(40) === 0 && offline.size < clients / 2 && !offline.has(editor)) {
      editor.provider.disconnect();
      offline.set(editor, i + 20 + random(100));
    } else if (random(60) === 0) {
      editor.drop();
      drops += 1;
    }
    for (const [away, end] of offline) {
      if (end <= i) {
        away.provider.connect();
        offline.delete(away);
      }
    }
    await pause(random(4));
  }
  offline.forEach((_, editor) => editor.provider.connect());

  const began = Date.now();
  await until('everybody has every edit', () => editors.every((editor) => editor.ids.length >= expected.length), 30);
  await until(() => `everybody has the same ${differences(editors)}`, () => differences(editors).length === 0, 15);
  const settled = Date.now() - began;

  const late = new Editor(urls[0], document, token('late', 'read'));
  await until('who comes late is synced', () => late.provider.synced && late.ids.length >= expected.length);
  const { lost, doubled } = fates(expected, late);
  const equal = differences([late, editors[0]]).length === 0;

  // Cursors: everybody sees everybody, and whoever leaves is gone at once. A client that comes back takes what it knew before for old until the others
  // show themselves anew, which they do after 15 to 18 s.
  const sees = (editor, other) => editor.provider.awareness.getStates().has(other.doc.clientID);
  await until('everybody sees everybody', () => editors.every((editor) => editors.every((other) => sees(editor, other))), 40);
  const left = editors.pop();
  const leftAt = Date.now();
  left.drop();
  left.provider.shouldConnect = false;
  await until('the cursor is gone', () => !editors.some((editor) => sees(editor, left)), cursorSeconds);
  const cursorGone = Date.now() - leftAt;

  const times = await latencies(editors[0], editors[1]);
  [...editors, left, late].forEach((editor) => editor.close());
  return { lost, doubled, equal, settled, cursorGone, drops, p50: times[SAMPLES / 2], p99: times[SAMPLES * 0.99 - 1] };
}
