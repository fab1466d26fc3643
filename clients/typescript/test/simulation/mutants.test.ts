import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { run, type CreateClient } from './world.js';

/** One way to break the client. A simulation that does not notice it does not test it. */
interface Mutant {
  readonly name: string;
  readonly file: string;
  readonly find: string;
  readonly replacement: string;
}

const MUTANTS: Mutant[] = [
  { name: 'positions stay where they were', file: 'subscription/reducer.js', find: 'offset: to }', replacement: 'offset: 0 }' },
  { name: 'duplicates are applied', file: 'protocol/position.js', find: "return 'drop'", replacement: "return 'apply'" },
  { name: 'jumps are applied', file: 'protocol/position.js', find: "'apply' : 'jump'", replacement: "'apply' : 'apply'" },
  { name: 'jumps are dropped', file: 'protocol/position.js', find: "'apply' : 'jump'", replacement: "'apply' : 'drop'" },
  {
    name: 'subscribing again is not asked for',
    file: 'subscription/reducer.js',
    find: "stage: 'unasked' }, outcome",
    replacement: "stage: 'live' }, outcome",
  },
  {
    name: 'the repair does not unsubscribe',
    file: 'subscription/subscriptions.js',
    find: 'return this.#registry.leave(entry)',
    replacement: 'return',
  },
  {
    name: 'resets are not applied',
    file: 'subscription/reducer.js',
    find: 'position: parsePosition(position) }, outcome',
    replacement: '}, outcome',
  },
  { name: 'hello has no positions', file: 'subscription/registry.js', find: 'if (position !== undefined)', replacement: 'if (false)' },
  {
    name: 'a dead link is never given up',
    file: 'connection/receiving.js',
    find: 'SILENT_INTERVALS = 2.5',
    replacement: 'SILENT_INTERVALS = 1e6',
  },
  { name: 'the watchdog is armed only once', file: 'connection/receiving.js', find: 'heardAt: at.now } }', replacement: '} }' },
  { name: 'pings are not answered', file: 'connection/receiving.js', find: "case 'ping':", replacement: "case 'pings':" },
  {
    name: 'publications are not sent again',
    file: 'publishing/outbox.js',
    find: 'outgoing.isSent = false;\n        }\n    }',
    replacement: '}\n    }',
  },
  { name: 'unavailable loses a publication', file: 'publishing/retry.js', find: "|| code === 'unavailable'", replacement: '' },
  { name: 'requests are not paced', file: 'connection/pace.js', find: 'now < this.nextAt', replacement: 'false' },
  {
    name: 'acknowledgements run ahead',
    file: 'acknowledging/acknowledgements.js',
    find: 'this.#positions.set(channel, position)',
    replacement: "this.#positions.set(channel, position + '0')",
  },
  { name: 'the token is never refreshed', file: 'connection/refreshing.js', find: 'now < live.refresh.at', replacement: 'true' },
];

const SEEDS = [1, 2, 3, 4];
const TURNS = 150;

describe('the simulation notices when', () => {
  const build = fileURLToPath(new URL('../../src/', import.meta.url));
  const folder = mkdtempSync(join(tmpdir(), 'heliograph-mutants-'));

  before(() => writeFileSync(join(folder, 'package.json'), '{"type":"module"}'));
  after(() => rmSync(folder, { recursive: true }));

  MUTANTS.forEach((mutant, index) => {
    test(mutant.name, async () => {
      const create = await mutate(mutant, build, join(folder, String(index)));

      for (const seed of SEEDS) {
        if (await isNoticed(create, seed)) {
          return;
        }
      }
      assert.fail('the mutant survived');
    });
  });
});

/** A run that cannot go on (a timer that is due for ever, say) has noticed, too. */
async function isNoticed(create: CreateClient, seed: number): Promise<boolean> {
  try {
    return (await run(create, seed, TURNS)).violations.length > 0;
  } catch {
    return true;
  }
}

/** Copies the build with one change, and makes sure that there is one. */
async function mutate({ file, find, replacement }: Mutant, build: string, folder: string): Promise<CreateClient> {
  cpSync(build, folder, { recursive: true });
  const target = join(folder, file);
  const text = readFileSync(target, 'utf8');
  assert.equal(text.split(find).length, 2, `"${find}" must be in ${file} once`);
  writeFileSync(target, text.replace(find, replacement));
  const { createClient } = (await import(pathToFileURL(join(folder, 'index.js')).href)) as { createClient: CreateClient };
  return createClient;
}
