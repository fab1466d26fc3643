/** A process that serves the note takes its connection along at once. */
const SERVED_WITHIN_MS = 2_000;

/**
 * Has a process of document-service killed and tells what becomes of a note. Which process serves it is not known before.
 *
 * @param note a `HeliographProvider`
 * @param kill () → the process that was killed
 * @param stored () → what the server has of each client, once the note is saved again
 * @param have () → what the page has of each client
 * @param say shows a text, and whether all is well
 */
export async function watchOutage({ note, kill, stored, have, say }) {
  const closing = closes(note);
  try {
    const { process } = await kill();
    const began = performance.now();
    if (!(await closing.within(SERVED_WITHIN_MS))) {
      say(`${process} is dead, but this note is on another one: once more for that`);
      return;
    }
    say(`${process} is dead, and took this note’s connection along …`);
    await savedAgain(note);
    const seconds = ((performance.now() - began) / 1_000).toFixed(1);
    const here = have();
    const lost = lacking(here, await stored());
    say(`${process} died: saved again after ${seconds} s, ${lost} lost`, lost === 0);
  } finally {
    closing.stop();
  }
}

/**
 * How many edits somebody lacks.
 *
 * @param known numbers of edits by client
 * @param other what somebody has of them
 */
export function lacking(known, other) {
  return [...known].reduce((sum, [client, clock]) => sum + Math.max(0, clock - (other.get(client) ?? 0)), 0);
}

function closes({ websocket }) {
  let onClose;
  const closed = new Promise((resolve) => {
    onClose = () => resolve(true);
    websocket.on('connection-close', onClose);
  });
  return {
    within: (ms) => Promise.race([closed, new Promise((resolve) => setTimeout(() => resolve(false), ms))]),
    stop: () => websocket.off('connection-close', onClose),
  };
}

function savedAgain(note) {
  return new Promise((resolve) => {
    const look = () => {
      const { status, isSynced, isSaved } = note.getSnapshot();
      if (status === 'connected' && isSynced && isSaved) {
        stop();
        resolve();
      }
    };
    const stop = note.subscribe(look);
    look();
  });
}
