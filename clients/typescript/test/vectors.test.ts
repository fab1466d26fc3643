import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { decode } from '../src/protocol/decode.js';
import type { PublishFrame } from '../src/protocol/frames.js';
import { isChannel, isDevice } from '../src/protocol/names.js';
import { encodePublish } from '../src/publishing/encode.js';

interface Vector {
  readonly name: string;
  readonly frame?: string;
  readonly frameParts?: readonly (readonly [text: string, times: number])[];
  readonly ignored?: boolean;
  readonly invalid?: boolean;
  readonly canonical?: boolean;
  readonly refused?: string;
  readonly close?: number;
  readonly [member: string]: unknown;
}

// From target/test/test/ up to the root of the repository.
const VECTORS = new URL('../../../../../contracts/src/main/resources/vectors/', import.meta.url);
const read = (file: string): Vector[] => JSON.parse(readFileSync(new URL(file, VECTORS), 'utf8')) as Vector[];

const textOf = ({ frame, frameParts }: Vector): string => frame ?? frameParts!.map(([text, times]) => text.repeat(times)).join('');

describe('the frames of the server', () => {
  for (const vector of read('server-frames.json')) {
    test(vector.name, () => {
      const decoded = decode(textOf(vector));

      const expected = vector.invalid === true ? 'malformed' : vector.ignored === true ? 'unknown' : 'frame';
      assert.equal(decoded.kind, expected);
      if (decoded.kind === 'frame') {
        assertMembers(decoded.frame as unknown as Record<string, unknown>, vector);
      }
    });
  }
});

describe('the frames of the client', () => {
  const vectors = read('client-frames.json').filter((vector) => vector.frame !== undefined || vector.frameParts !== undefined);
  const publishes = vectors.flatMap((vector) => {
    const frame = parsed(textOf(vector)) as PublishFrame | undefined;
    return frame?.op === 'publish' ? [{ vector, frame }] : [];
  });

  for (const { vector, frame } of publishes.filter(({ vector }) => vector.canonical)) {
    test(`${vector.name}: encoded to the byte, as far as JavaScript can say it`, () => {
      const data = vector['data'];
      if (typeof data === 'string' && JSON.stringify(JSON.parse(data)) === data) {
        assert.equal(encodePublish(frame), textOf(vector));
      }
    });
  }

  const isRefused = ({ frame: { ref, id, type, channel, time } }: { frame: PublishFrame }): boolean =>
    [ref, id, type, channel].every((value) => typeof value === 'string') && time === undefined;
  for (const { vector, frame } of publishes.filter(({ vector }) => vector.refused !== undefined).filter(isRefused)) {
    test(`${vector.name}: refused before it is sent`, () => {
      assert.throws(() => encodePublish(frame), { name: 'HeliographError' });
    });
  }

  for (const vector of vectors) {
    const frame = parsed(textOf(vector)) as { op?: unknown; subscribe?: unknown } | null | undefined;
    if (frame?.op === 'subscribe' && Array.isArray(frame.subscribe)) {
      test(`${vector.name}: its channels are judged alike`, () => {
        const names = (frame.subscribe as { channel: unknown }[]).map(({ channel }) => channel);
        const areChannels = names.every((name) => typeof name === 'string' && isChannel(name));
        assert.equal(areChannels, vector.refused !== 'invalid_channel' && names.every((name) => typeof name === 'string'));
      });
    }
  }

  test('a device is judged alike', () => {
    for (const vector of vectors.filter(({ name }) => / device /.test(name))) {
      const { device } = parsed(textOf(vector)) as { device: string };
      assert.equal(isDevice(device), vector.close === undefined && vector.refused === undefined, vector.name);
    }
  });
});

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The members listed in a vector, except those that say something else: `data` is a text to be parsed, an absent flag is false. */
function assertMembers(frame: Record<string, unknown>, { name, frame: _, frameParts, canonical, data, dataLength, ...members }: Vector): void {
  for (const [member, value] of Object.entries(members)) {
    assert.deepEqual(frame[member] ?? (value === false ? false : undefined), expectedOf(value), `${name}: ${member}`);
  }
  if (typeof data === 'string') {
    assert.deepEqual(frame['data'], JSON.parse(data), name);
  }
}

/** In lists of frames and values, too, `data` is a text to be parsed. */
const expectedOf = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map((element: unknown) => {
      const data = (element as { data?: unknown } | null)?.data;
      return typeof data === 'string' ? { ...(element as object), data: JSON.parse(data) as unknown } : element;
    })
    : value;
