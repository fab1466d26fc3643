import * as Y from 'yjs';
import type { HeliographProvider } from './provider.js';
import { DocumentError, sender, type RequestOptions, type Send } from './requests.js';
import { documentOf, restoringEdit } from './restoring.js';

/** How long {@link DocumentVersions.keep} waits for edits to be stored, in milliseconds. */
const SAVED_WITHIN = 10_000;

/** What one message may have (docs/documents.md §9), and the answer to the server's question after connecting; some bytes are for what is around an update. */
const MAX_MESSAGE = 1024 * 1024 - 64;
const MAX_ANSWER = 8 * 1024 * 1024 - 64;

export interface DocumentVersionsOptions extends RequestOptions {
  /** Has the document that versions are kept of and restored to. */
  readonly provider: HeliographProvider;
}

/** A state of a document that somebody gave a name. */
export interface DocumentVersion {
  readonly id: string;
  readonly name: string;
  /** The user who kept it. */
  readonly author: string;
  readonly createdAt: Date;
  /** Of the newest update in it. */
  readonly sequence: number;
  /** How many characters, values, nested types and ends of formats it shows. */
  readonly length?: number;
  /** By how much it is longer than the version before it, or shorter; absent for the first one. */
  readonly growth?: number;
}

/**
 * The versions of a document, docs/documents.md §7. Who may read the document may list them; who may write it may keep, show and restore them.
 * Methods reject with a {@link DocumentError} when that is not allowed or there is no such version.
 */
export class DocumentVersions {
  readonly #provider: HeliographProvider;
  readonly #send: Send;
  readonly #path: string;

  constructor(options: DocumentVersionsOptions) {
    this.#provider = options.provider;
    this.#send = sender(options);
    this.#path = `/documents/${encodeURIComponent(options.provider.name)}`;
  }

  /** The newest first, at most 1,000. */
  async list(): Promise<readonly DocumentVersion[]> {
    const { versions } = (await (await this.#send('GET', `${this.#path}/versions`)).json()) as { versions: VersionJson[] };
    return versions.map((version, i) => versionOf(version, versions[i + 1]));
  }

  /**
   * Gives a name to what is on the screen: waits up to 10 s until all that was edited here is stored (`unavailable` if it is not).
   *
   * @param name 1 to 255 characters
   */
  async keep(name: string): Promise<DocumentVersion> {
    await this.#saved();
    return versionOf((await (await this.#send('POST', `${this.#path}/versions`, { name })).json()) as VersionJson);
  }

  /** A document of its own that shows the version; what is done with it changes nothing. `destroy()` it when it is shown no longer. */
  async show(id: string): Promise<Y.Doc> {
    const [whole, snapshot] = await this.#read(id);
    try {
      return documentOf(whole, snapshot);
    } finally {
      whole.destroy();
    }
  }

  /**
   * Has the document show a version again, by an edit like any other: others see it, who edits meanwhile loses nothing, and what it takes
   * away is in the history. The edit's origin is this object, for an `UndoManager` that shall undo it.
   *
   * @returns false when nothing was edited since
   */
  async restore(id: string): Promise<boolean> {
    const [whole, snapshot] = await this.#read(id);
    try {
      return this.#edit(whole, snapshot);
    } finally {
      whole.destroy();
    }
  }

  /** Without a break between reading the document and editing it. */
  #edit(whole: Y.Doc, snapshot: Y.Snapshot): boolean {
    const { doc, websocket } = this.#provider;
    this.#checkWritable();
    Y.applyUpdate(whole, Y.encodeStateAsUpdate(doc, Y.encodeStateVector(whole))); // what was not sent yet
    const edit = restoringEdit(whole, snapshot);
    if (edit === undefined) {
      return false;
    }
    if (edit.length > MAX_ANSWER) {
      throw new DocumentError('too_large', `restoring takes an edit of ${edit.length} bytes; at most ${MAX_ANSWER} can be sent`);
    }
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(whole, Y.encodeStateVector(doc)), websocket); // what did not come yet, as if it came
    this.#apart(edit.length > MAX_MESSAGE, () => Y.applyUpdate(doc, edit, this));
    return true;
  }

  /** What is too large for a message is edited between two connections: the answer to the server's question may be larger. */
  #apart(isLarge: boolean, edit: () => void): void {
    const { status } = this.#provider.getSnapshot();
    const reconnects = isLarge && (status === 'connected' || status === 'connecting');
    if (reconnects) {
      this.#provider.disconnect();
    }
    edit();
    if (reconnects) {
      this.#provider.connect();
    }
  }

  /** All of the document with its history, and a version's snapshot. The snapshot first: so the document is not older. */
  async #read(id: string): Promise<[Y.Doc, Y.Snapshot]> {
    const snapshot = Y.decodeSnapshot(await bytes(this.#send('GET', `${this.#path}/versions/${encodeURIComponent(id)}`)));
    const whole = new Y.Doc({ gc: false });
    Y.applyUpdate(whole, await bytes(this.#send('GET', `${this.#path}/update`)));
    return [whole, snapshot];
  }

  /** Edits that the server would drop would stay in this copy alone. */
  #checkWritable(): void {
    const { access, status, closed } = this.#provider.getSnapshot();
    if (access === 'read' || status === 'closed') {
      throw new DocumentError('forbidden', closed?.reason ?? 'the document may only be read');
    }
  }

  #saved(): Promise<void> {
    return new Promise((resolve, reject) => {
      const end = (outcome: () => void) => {
        clearTimeout(timer);
        stop();
        outcome();
      };
      const look = () => {
        if (this.#provider.getSnapshot().isSaved) {
          end(resolve);
        }
      };
      const tooLate = () => reject(new DocumentError('unavailable', `what was edited was not stored within ${SAVED_WITHIN} ms`));
      const timer = setTimeout(() => end(tooLate), SAVED_WITHIN);
      const stop = this.#provider.subscribe(look);
      look();
    });
  }
}

interface VersionJson {
  readonly id: string;
  readonly name: string;
  readonly author: string;
  readonly createdAt: string;
  readonly sequence: number;
  readonly length?: number;
}

function versionOf({ id, name, author, createdAt, sequence, length }: VersionJson, before?: VersionJson): DocumentVersion {
  return {
    id,
    name,
    author,
    createdAt: new Date(createdAt),
    sequence,
    ...(length === undefined ? {} : { length }),
    ...(length === undefined || before?.length === undefined ? {} : { growth: length - before.length }),
  };
}

const bytes = async (response: Promise<Response>): Promise<Uint8Array> => new Uint8Array(await (await response).arrayBuffer());
