// Answers the Java that started this process: a question and an answer are a line of JSON each. Its standard error is the user's.
import { createInterface } from 'node:readline';

/** @param actions what can be asked, by name; each gets the question and returns the answer */
export async function answer(actions) {
  for await (const line of createInterface({ input: process.stdin })) {
    const question = JSON.parse(line);
    const reply = await actions[question.ask](question);
    process.stdout.write(`${JSON.stringify(reply ?? {})}\n`);
  }
  process.exit(0);
}

export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** @return whether it came true in time */
export async function came(condition, seconds) {
  const deadline = performance.now() + seconds * 1000;
  while (!condition()) {
    if (performance.now() > deadline) {
      return false;
    }
    await pause(5);
  }
  return true;
}

export async function until(what, condition, seconds = 60) {
  if (!await came(condition, seconds)) {
    throw new Error(`not within ${seconds} s: ${what}`);
  }
}

/**
 * Does something at a fixed rate, and does what is late at once.
 *
 * @param act gets a number from 0 on
 * @return by how many milliseconds each was late
 */
export async function atRate(perSecond, seconds, act) {
  const start = performance.now();
  const late = [];
  for (let i = 0; i < perSecond * seconds; i += 1) {
    const due = start + (i * 1000) / perSecond;
    while (performance.now() < due) {
      await pause(Math.max(0, due - performance.now()));
    }
    late.push(performance.now() - due);
    act(i);
    if (i % 20 === 0) {
      await new Promise(setImmediate);   // what came meanwhile is not to wait for all that is late
    }
  }
  return late;
}

/** @return p50, p95, p99 and max of what was measured, or nothing when nothing was */
export function percentiles(values) {
  const sorted = Float64Array.from(values).sort();
  const at = (percent) => sorted[Math.max(0, Math.ceil((sorted.length * percent) / 100) - 1)];
  return sorted.length === 0 ? {} : { p50: at(50), p95: at(95), p99: at(99), max: at(100) };
}
