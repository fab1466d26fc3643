import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createClient } from '../../src/index.js';
import { run } from './world.js';

const SEEDS = [1, 2, 3];
const TURNS = 300;

for (const seed of SEEDS) {
  test(`every offset is applied once and in order, or its gap is told, whatever breaks (seed ${seed})`, async () => {
    const outcome = await run(createClient, seed, TURNS);

    assert.deepEqual(outcome.violations, []);
    assert.ok(outcome.applied > 1_000, `applied ${outcome.applied}`);
    assert.ok(outcome.cuts > 5, `cuts ${outcome.cuts}`);
    for (const [fault, bites] of Object.entries(outcome.bites)) {
      assert.ok(bites > 0, `${fault} never happened`);
    }
  });
}
