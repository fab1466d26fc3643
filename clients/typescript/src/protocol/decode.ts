import type { ServerFrame } from './frames.js';
import { isChannel } from './names.js';
import { parsePosition } from './position.js';

/** What a text from the server turned out to be. Unknown frames are ignored, docs/protocol.md §2.3. */
export type Decoded =
  | { readonly kind: 'frame'; readonly frame: ServerFrame }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'malformed'; readonly problem: string };

/** The members of each frame (§4) and their types; `?` marks what may be missing, or null. Others are ignored (§2.3). */
const MEMBERS: Record<ServerFrame['op'], string> = {
  welcome: 'connection:text user:text pingInterval:offset expiresIn:count serverTime:text',
  subscribed: 'ref?:text channel:channel position:position head:position resumed:flag pending?:flag',
  message: 'channel:channel epoch?:epoch offset?:offset id?:text type:text time:text user?:text traceparent?:text data:any',
  skipped: 'channel:channel epoch:epoch from:offset to:offset',
  reset: 'ref?:text channel:channel reason:text position?:position',
  published: 'ref:text id?:text',
  state: 'complete?:channels values:values',
  presence: 'ref:text channel:channel entered:flag',
  history: 'ref:text channel:channel position:position more:flag frames:frames',
  refreshed: 'ref?:text expiresIn:count',
  reconnect: 'afterMs:count',
  error: 'ref?:text code:text message:text channel?:text',
  closing: 'code:count reason:text reconnect:flag retryAfterMs:count',
  ping: '',
};

const isText = (value: unknown): value is string => typeof value === 'string';
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

const TYPES: Record<string, (value: unknown) => boolean> = {
  any: (value) => value !== undefined,
  text: isText,
  count: isCount,
  offset: (value) => isCount(value) && value > 0,
  flag: (value) => typeof value === 'boolean',
  channel: (value) => isText(value) && isChannel(value),
  epoch: (value) => isText(value) && parsePosition(`${value}.1`) !== undefined,
  position: (value) => isText(value) && parsePosition(value) !== undefined,
  channels: (value) => isList(value, TYPES['channel']!),
  values: (value) => isList(value, isValue),
  frames: (value) => isList(value, (frame) => isMessageOrSkipped(frame)),
};

const isList = (value: unknown, isElement: (element: unknown) => boolean): boolean => Array.isArray(value) && value.every(isElement);

/** A VALUE of §4.12. */
function isValue(value: unknown): boolean {
  const { channel, key, version, removed, type, data } = (value ?? {}) as Record<string, unknown>;
  return TYPES['channel']!(channel) && isText(key) && isText(version) && /^[1-9]\d*\.\d+$/.test(version)
    && (removed === true || (isText(type) && data !== undefined));
}

function isMessageOrSkipped(frame: unknown): boolean {
  const op = (frame as Record<string, unknown> | null)?.['op'];
  return (op === 'message' || op === 'skipped') && wrongMember(frame as Record<string, unknown>, op) === undefined;
}

/** Reads one text of the server. Never throws; no problem quotes the text, which may hold what is nobody's business. */
export function decode(text: string): Decoded {
  let frame: Record<string, unknown> | null;
  try {
    frame = JSON.parse(text) as Record<string, unknown> | null;
  } catch {
    return malformed('not JSON');
  }
  const op = frame?.['op'];
  if (!isText(op)) {
    return malformed('no op');
  }
  if (!Object.hasOwn(MEMBERS, op)) {
    return { kind: 'unknown' };
  }
  const wrong = wrongMember(frame!, op as ServerFrame['op']);
  return wrong === undefined ? { kind: 'frame', frame: frame as unknown as ServerFrame } : malformed(`${op}: ${wrong}`);
}

const malformed = (problem: string): Decoded => ({ kind: 'malformed', problem });

/** The first member that is not as it has to be. Optional members that are null are removed. */
function wrongMember(frame: Record<string, unknown>, op: ServerFrame['op']): string | undefined {
  for (const [, name, optional, type] of MEMBERS[op].matchAll(/(\w+)(\??):(\w+)/g)) {
    if (optional && frame[name!] == null) {
      delete frame[name!];
    } else if (!TYPES[type!]!(frame[name!])) {
      return name;
    }
  }
  // A message has a place in its channel, and then an id, or it is transient (§4.3).
  if (op === 'message' && (('epoch' in frame) !== ('offset' in frame) || ('epoch' in frame && !('id' in frame)))) {
    return 'offset';
  }
  // A subscription goes on after a reset unless it was denied (§4.5).
  return op === 'reset' && (frame['reason'] === 'denied') === ('position' in frame) ? 'position' : undefined;
}
