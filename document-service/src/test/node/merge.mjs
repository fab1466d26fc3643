// What somebody who types leaves behind, merged by Java and by Yjs in the same run. node merge.mjs OPERATIONS: tells CPU in ms and sizes in bytes.
import * as Y from 'yjs';
import { ask, base64, bytes, conclude } from './dialogue.mjs';
import { numbers } from './editors.mjs';

const TREE = 100;
const PASSES = 3;

/** 7 of 10 insert a character where the last one was typed, 3 delete the one before it, and now and then it goes on elsewhere. */
function trace(operations) {
  const random = numbers(1);
  const updates = [];
  const doc = new Y.Doc();
  doc.clientID = 1_234_567_890; // as long as one by chance
  doc.on('update', (update) => updates.push(update));
  const text = doc.getText('text');
  let cursor = 0;
  for (let i = 0; i < operations; i += 1) {
    if (random(30) === 0) {
      cursor = random(text.length + 1);
    }
    if (random(10) < 7 || cursor === 0) {
      text.insert(cursor, String.fromCharCode(97 + random(26)));
      cursor += 1;
    } else {
      cursor -= 1;
      text.delete(cursor, 1);
    }
  }
  return { updates, doc };
}

/** Merging all at once takes Yjs time by the square of their number. */
function mergedByYjs(updates) {
  let level = updates;
  while (level.length > 1) {
    level = Array.from({ length: Math.ceil(level.length / TREE) }, (_, i) => Y.mergeUpdates(level.slice(i * TREE, (i + 1) * TREE)));
  }
  return level[0];
}

function times(action) {
  return Array.from({ length: PASSES }, () => {
    const before = process.cpuUsage();
    action();
    const { user, system } = process.cpuUsage(before);
    return Math.round((user + system) / 1000);
  });
}

const { updates, doc } = trace(Number(process.argv[2]));
const yjs = times(() => mergedByYjs(updates));
const java = await ask(updates.map(base64));
const loaded = new Y.Doc();
Y.applyUpdate(loaded, bytes(java.merged));
conclude({
  updates: updates.length,
  bytesOfUpdates: updates.reduce((sum, update) => sum + update.length, 0),
  yjsMerge: yjs,
  yjsBytes: mergedByYjs(updates).length,
  yjsBytesOfDocument: Y.encodeStateAsUpdate(doc).length,
  ...java,
  merged: undefined,
  shown: undefined,
  same: loaded.getText('text').toString() === doc.getText('text').toString() && java.shown === doc.getText('text').toString(),
});
