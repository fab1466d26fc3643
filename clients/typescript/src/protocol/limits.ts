/** What the server takes, docs/protocol.md §2.2. Whoever breaks these is closed with a code that says "stop", so they are kept here. */

/** Bytes of a frame other than `hello` and `subscribe`. */
export const MAX_FRAME_BYTES = 16 * 1024;
/** Bytes of a `hello` or a `subscribe`. */
export const MAX_SUBSCRIBE_BYTES = 32 * 1024;

const MAX_DEPTH = 32;
const MAX_NAME_BYTES = 256;
const ENVELOPE_BYTES = 128;   // op, ref and the brackets of a frame that holds a list

const utf8 = new TextEncoder();

/** The length of a text in UTF-8. */
export function byteLength(text: string): number {
  return utf8.encode(text).length;
}

/** Whether `data` fits into a frame of its own: how deep it is nested, and how long the names of its members are. */
export function fitsJsonLimits(data: unknown, depth = 2): boolean {
  if (typeof data !== 'object' || data === null) {
    return true;
  }
  return (
    depth <= MAX_DEPTH &&
    Object.entries(data).every(([name, value]) => byteLength(name) <= MAX_NAME_BYTES && fitsJsonLimits(value, depth + 1))
  );
}

/** The longest start of `items` whose JSON fits a frame of `maxBytes` beside `reservedBytes` of other content. The items are ASCII. */
export function startThatFits<T>(items: readonly T[], maxBytes: number, reservedBytes = 0): T[] {
  let room = maxBytes - ENVELOPE_BYTES - reservedBytes;
  const end = items.findIndex((item) => (room -= JSON.stringify(item).length + 1) < 0);
  return items.slice(0, end < 0 ? items.length : end);
}
