import { HeliographError } from '../errors.js';
import type { PublishFrame, Request } from '../protocol/frames.js';
import { MAX_FRAME_BYTES, byteLength, fitsJsonLimits } from '../protocol/limits.js';
import { isAttribute, isChannel } from '../protocol/names.js';

type ClientRequest = Request & { ref: string };

/** docs/protocol.md §2.2 */
const MAX_MEMBER_BYTES = 4 * 1024;

/**
 * The text of a `publish` (docs/protocol.md §3.4). What the server would answer with an error, or even close the connection for, is refused
 * here.
 *
 * @throws HeliographError `invalid_channel`, `invalid_attribute`, `not_json` or `too_large`
 */
export function encodePublish(frame: PublishFrame): string {
  requireChannel(frame.channel);
  if (!isAttribute(frame.id) || !isAttribute(frame.type) || (frame.key !== undefined && !isAttribute(frame.key))) {
    throw refusal('invalid_attribute', 'id, type and key must be 1 to 255 characters without control characters');
  }
  if (![undefined, 'latest', 'transient'].includes(frame.durability) || (frame.durability === 'latest') !== (frame.key !== undefined)) {
    throw refusal('invalid_attribute', 'durability must be durable, latest or transient; latest has a key, and no other has one');
  }
  const text = stringify(frame);
  const { data } = JSON.parse(text) as { data?: unknown };
  if (data === undefined) {
    throw refusal('not_json', 'data must be something that JSON can say');
  }
  const bytes = byteLength(text);
  if (bytes > MAX_FRAME_BYTES || !fitsJsonLimits(data)) {
    throw refusal('too_large', `a publication must be at most ${MAX_FRAME_BYTES} bytes, 32 levels and names of 256 bytes, has ${bytes} bytes`);
  }
  return text;
}

/** The text of a request. @throws HeliographError `invalid_channel`, `not_json` or `too_large` */
export function encodeRequest(frame: ClientRequest): string {
  requireChannel(frame.channel);
  const text = stringify(frame);
  const bytes = byteLength(text);
  if (bytes > MAX_FRAME_BYTES || (frame.op === 'enter' && byteLength(JSON.stringify(frame.data ?? null)) > MAX_MEMBER_BYTES)) {
    throw refusal('too_large', `what a member says must be at most ${MAX_MEMBER_BYTES} bytes, a frame ${MAX_FRAME_BYTES}`);
  }
  return text;
}

/** @throws HeliographError `invalid_channel` */
export function requireChannel(channel: string): void {
  if (!isChannel(channel)) {
    throw refusal('invalid_channel', `a channel must be kind:id of at most 128 characters, is ${channel}`);
  }
}

function stringify(frame: object): string {
  try {
    return JSON.stringify(frame);
  } catch (cause) {
    throw new HeliographError('not_json', 'data must be something that JSON can say', false, { cause });
  }
}

const refusal = (code: string, message: string): HeliographError => new HeliographError(code, message, false);
