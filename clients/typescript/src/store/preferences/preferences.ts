import { HeliographError } from '../../errors.js';
import type { Http } from '../http.js';
import { errorOf, Loading, type PagedOptions } from '../loading.js';
import { Cell, type Store } from '../store.js';
import {
  NO_PREFERENCES, reducePreferences, shownPreferences, wantedChoices,
  type Preferences, type PreferencesChange, type PreferencesEvent, type PreferencesState,
} from './reducer.js';

const PATH = '/notifications/preferences';

/** What a page of settings shows. */
export interface PreferencesSnapshot {
  /** `failed`: nothing could be loaded; if `error` is temporary, it is tried again. */
  readonly phase: 'loading' | 'ready' | 'failed';
  /** What the last attempt to load failed with; undefined after one that did not. */
  readonly error: HeliographError | undefined;
  /** Undefined until they are loaded. */
  readonly preferences: Preferences | undefined;
}

/** What the user wants to be told. Nobody tells when another device changes them: read them anew when they are shown again. */
export class PreferencesStore implements Store<PreferencesSnapshot> {
  readonly subscribe: Store<PreferencesSnapshot>['subscribe'];
  readonly getSnapshot: Store<PreferencesSnapshot>['getSnapshot'];
  readonly #cell = new Cell<PreferencesState, PreferencesSnapshot>(NO_PREFERENCES, show);
  readonly #http: Http;
  readonly #loading: Loading;
  #changes = 0;
  #last: Promise<unknown> = Promise.resolve();

  /** Made by {@link preferences}. */
  constructor(options: Omit<PagedOptions, 'limit'>) {
    this.subscribe = this.#cell.subscribe;
    this.getSnapshot = this.#cell.getSnapshot;
    this.#http = options.http;
    this.#loading = new Loading(options);
    this.reload();
  }

  /** Reads them anew; what is shown stays until they are there. */
  reload(): void {
    this.#loading.start<Preferences>({
      asked: (request) => this.#apply({ kind: 'asked', request }),
      read: async () => preferencesOf(await this.#http('GET', PATH)),
      arrived: (request, preferences) => this.#apply({ kind: 'loaded', request, preferences }),
      failed: (request, error) => this.#apply({ kind: 'failed', request, error }),
    });
  }

  /**
   * Changes something, here at once. Rejects with a HeliographError, after taking it back here, when the server does not do it: `schema_violation`
   * for what may not be chosen, `unavailable` before anything was loaded.
   */
  change(change: PreferencesChange): Promise<void> {
    if (this.#cell.state.stored === undefined) {
      return Promise.reject(new HeliographError('unavailable', 'the preferences are not loaded yet', true));
    }
    const key = ++this.#changes;
    this.#apply({ kind: 'changing', key, change });
    const done = this.#last.then(() => this.#put(key));   // one after another: each replaces what was chosen before
    this.#last = done.catch(() => undefined);
    return done;
  }

  close(): void {
    this.#loading.stop();
  }

  async #put(key: number): Promise<void> {
    try {
      const preferences = preferencesOf(await this.#http('PUT', PATH, wantedChoices(this.#cell.state, key)));
      this.#apply({ kind: 'changed', key, preferences });
    } catch (error) {
      this.#apply({ kind: 'refused', key });
      throw errorOf(error);
    }
  }

  #apply(event: PreferencesEvent): void {
    this.#cell.set(reducePreferences(this.#cell.state, event));
  }
}

/** @throws TypeError for what is none */
function preferencesOf(answer: unknown): Preferences {
  const preferences = answer as Preferences;
  return { ...preferences, effective: [...preferences.effective] };
}

function show(state: PreferencesState): PreferencesSnapshot {
  return { phase: state.phase, error: state.error, preferences: shownPreferences(state) };
}

/** What the user of this token wants to be told, where and when. */
export function preferences(options: Omit<PagedOptions, 'limit'>): PreferencesStore {
  return new PreferencesStore(options);
}
