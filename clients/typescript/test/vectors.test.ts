import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { decode } from '../src/protocol/decode.js';

interface Vector {
  readonly name: string;
  readonly frame?: string;
  readonly frameParts?: readonly (readonly [text: string, times: number])[];
  readonly ignored?: boolean;
  readonly invalid?: boolean;
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

/** The members listed in a vector, except those that say something else: `data` is a text to be parsed, an absent flag is false. */
function assertMembers(frame: Record<string, unknown>, { name, frame: _, frameParts, canonical, data, dataLength, ...members }: Vector): void {
  for (const [member, value] of Object.entries(members)) {
    assert.deepEqual(frame[member] ?? (value === false ? false : undefined), value, `${name}: ${member}`);
  }
  if (typeof data === 'string') {
    assert.deepEqual(frame['data'], JSON.parse(data), name);
  }
}
