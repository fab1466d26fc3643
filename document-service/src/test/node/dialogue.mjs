// Questions to the Java that started this process, a line each way.
import { createInterface } from 'node:readline';

const answers = createInterface({ input: process.stdin })[Symbol.asyncIterator]();

export const base64 = (bytes) => Buffer.from(bytes).toString('base64');
export const bytes = (text) => new Uint8Array(Buffer.from(text, 'base64'));

export async function ask(question) {
  console.log(JSON.stringify({ ask: question }));
  return JSON.parse((await answers.next()).value);
}

/** What the test asserts on; the last thing that is said. */
export function conclude(verdict) {
  process.stdout.write(`${JSON.stringify({ verdict })}\n`, () => process.exit(0));
}
