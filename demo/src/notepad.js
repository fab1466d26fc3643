import { defaultKeymap } from '@codemirror/commands';
import { EditorState } from '@codemirror/state';
import { EditorView, keymap, placeholder } from '@codemirror/view';
import { avatarHue } from '@heliograph/elements';
import { yCollab, yUndoManagerKeymap } from 'y-codemirror.next';
import * as Y from 'yjs';

const STATES = {
  connecting: 'Connecting …',
  disconnected: 'Not connected',
  closed: 'Not allowed',
};

const LOOK = EditorView.theme({
  '&': { height: '8.5rem', border: '1px solid var(--line)', borderRadius: '9px', background: 'var(--ground)', fontSize: '0.93rem' },
  '&.cm-focused': { outline: '2px solid var(--accent)', outlineOffset: '1px' },
  '.cm-scroller': { fontFamily: 'inherit', lineHeight: '1.5' },
  '.cm-content': { caretColor: 'var(--text)', paddingTop: '1.3rem' },   // room for the names of cursors in the first line
  '.cm-placeholder': { color: 'var(--muted)' },
  '.cm-ySelectionInfo': { opacity: '1', padding: '0 0.3rem', borderRadius: '4px', font: '650 0.7rem/1.4 system-ui, sans-serif', top: '-1.35em' },
});

/** A text that several people edit, with the cursors of the others, and whether it is stored. */
export class Notepad {
  #note;
  #state;

  /**
   * @param person whose note it is: a `HeliographProvider`, and its `DocumentVersions`, which edit what can be undone here
   * @param place where the editor goes
   * @param state where it is said what becomes of the edits
   */
  constructor({ note, versions, user, name }, place, state) {
    this.#note = note;
    this.#state = state;
    const color = `hsl(${avatarHue(user)} 45% 42%)`;
    note.awareness.setLocalStateField('user', { name, color, colorLight: `hsl(${avatarHue(user)} 45% 42% / 25%)` });
    const text = note.doc.getText('body');
    const undoManager = new Y.UndoManager(text, { trackedOrigins: new Set([null, versions]) });
    const separate = ({ origin }) => origin === versions && undoManager.stopCapturing();
    note.doc.on('beforeTransaction', separate);   // what is typed just before or after a version comes back is undone by itself
    note.doc.on('afterTransaction', separate);
    const root = place.attachShadow({ mode: 'open' });   // there an editor's styles need no <style>, which the page's policy forbids
    new EditorView({
      parent: root,
      root,
      state: EditorState.create({
        doc: text.toString(),
        extensions: [
          keymap.of([...yUndoManagerKeymap, ...defaultKeymap]),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ 'aria-label': 'Shared note' }),
          placeholder('Write something together'),
          LOOK,
          yCollab(text, note.awareness, { undoManager }),
        ],
      }),
    });
    note.subscribe(() => this.#show());
    this.#show();
  }

  #show() {
    const { status, isSaved } = this.#note.getSnapshot();
    const isConnected = status === 'connected';
    this.#state.textContent = isSaved ? (STATES[status] ?? 'Saved') : isConnected ? 'Saving …' : 'Not saved: kept in this browser';
    this.#state.classList.toggle('kept', isSaved && isConnected);
  }
}
