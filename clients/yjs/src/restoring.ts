import * as Y from 'yjs';

/** Marks what came after the version, so that it is what is undone. */
const LATER = Symbol('later');

/**
 * The edit that makes a document show again what it showed at a snapshot, as far as nothing comes meanwhile; undefined when nothing was
 * edited since. Works for all shared types: in a document of then everything that came later is undone. Nothing is taken back from the document
 * itself, so whoever edits meanwhile loses nothing.
 *
 * @param whole the document as it is, with all that was deleted (`gc: false`)
 * @returns an update for whoever has what `whole` has
 */
export function restoringEdit(whole: Y.Doc, snapshot: Y.Snapshot): Uint8Array | undefined {
  const then = documentOf(whole, snapshot);
  try {
    const undoManager = new Y.UndoManager(then, { trackedOrigins: new Set([LATER]) });
    Y.applyUpdate(then, Y.encodeStateAsUpdate(whole, Y.encodeStateVector(then)), LATER);
    const isUndone = undoManager.undo() !== null;
    return isUndone ? Y.encodeStateAsUpdate(then, Y.encodeStateVector(whole)) : undefined;
  } finally {
    then.destroy();
  }
}

/** The document as it was at a snapshot; it still has what was deleted before. */
export function documentOf(whole: Y.Doc, snapshot: Y.Snapshot): Y.Doc {
  return Y.createDocFromSnapshot(whole, snapshot, new Y.Doc({ gc: false }));
}
