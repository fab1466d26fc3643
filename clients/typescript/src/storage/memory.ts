import { isChannel, isDevice } from '../protocol/names.js';
import { parsePosition } from '../protocol/position.js';

/** The part of `sessionStorage` or `localStorage` that is used. */
export interface KeyValueStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

const DEVICE_KEY = 'heliograph.device';
const POSITIONS_KEY = 'heliograph.positions';
const MAX_POSITIONS = 200;   // as many channels as a connection may have; the oldest entries go first

/**
 * Device and positions over a reload. Positions are written together with acknowledgements: a crash loses at most a second of them, and the
 * messages of that second come again. A storage that throws is reported, and is then as good as none.
 */
export class Memory {
  readonly #storage: KeyValueStorage | undefined;
  readonly #failed: (cause: unknown) => void;
  readonly #positions: Map<string, string>;
  #isChanged = false;

  /** @param failed gets what the storage threw */
  constructor(storage: KeyValueStorage | undefined, failed: (cause: unknown) => void) {
    this.#storage = storage;
    this.#failed = failed;
    this.#positions = new Map(parseEntries(this.#get(POSITIONS_KEY)));
  }

  /** The device of an earlier life, or the one that `make` makes. */
  device(make: () => string): string {
    const known = this.#get(DEVICE_KEY);
    if (known !== null && isDevice(known)) {
      return known;
    }
    const device = make();
    this.#set(DEVICE_KEY, device);
    return device;
  }

  /** The last position of an earlier life. */
  positionOf(channel: string): string | undefined {
    return this.#positions.get(channel);
  }

  /** Notes a position; it is written by the next {@link save}. */
  note(channel: string, position: string): void {
    this.#positions.delete(channel);   // the order of a Map is that of insertion
    this.#positions.set(channel, position);
    this.#isChanged = true;
  }

  /** The application is no longer interested in the channel. */
  forget(channel: string): void {
    this.#isChanged = this.#positions.delete(channel) || this.#isChanged;
  }

  /** Writes what has changed. */
  save(): void {
    if (this.#isChanged) {
      this.#isChanged = false;
      this.#set(POSITIONS_KEY, JSON.stringify([...this.#positions].slice(-MAX_POSITIONS)));
    }
  }

  #get(key: string): string | null {
    try {
      return this.#storage?.getItem(key) ?? null;
    } catch (cause) {
      this.#failed(cause);
      return null;
    }
  }

  #set(key: string, value: string): void {
    try {
      this.#storage?.setItem(key, value);
    } catch (cause) {
      this.#failed(cause);
    }
  }
}

/** Reads the stored list; anything else that another program may have left there counts as nothing. */
function parseEntries(text: string | null): [string, string][] {
  try {
    const entries = JSON.parse(text ?? '[]') as [string, string][];
    return entries.filter(([channel, position]) => isChannel(channel) && parsePosition(position) !== undefined);
  } catch {
    return [];
  }
}
