import type { Clock } from '../../src/clock.js';

const MAX_TASKS_OF_ONE_MOMENT = 5_000;
const MAX_TASKS = 80_000;   // several times what the longest simulation of a working client takes

interface Task {
  readonly at: number;
  readonly order: number;
  run: (() => void) | undefined;
}

/** A clock that moves only when it is told to. Tasks of one moment run in the order in which they were set. */
export class VirtualClock implements Clock {
  readonly #tasks: Task[] = [];
  #now = 0;
  #order = 0;
  #tasksRun = 0;

  now(): number {
    return this.#now;
  }

  /** Timers that have neither rung nor been cleared. */
  get pending(): number {
    return this.#tasks.filter(({ run }) => run !== undefined).length;
  }

  setTimeout(run: () => void, delayMs: number): Task {
    const task: Task = { at: this.#now + delayMs, order: this.#order++, run };
    let index = this.#tasks.push(task) - 1;
    for (let parent = (index - 1) >> 1; index > 0 && before(task, this.#tasks[parent]!); parent = (index - 1) >> 1) {
      this.#tasks[index] = this.#tasks[parent]!;
      index = parent;
    }
    this.#tasks[index] = task;
    return task;
  }

  clearTimeout(task: unknown): void {
    if (task !== undefined) {
      (task as Task).run = undefined;
    }
  }

  /** Runs everything that is due up to `ms` from now; promises settle between two tasks. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    let tasksOfThisMoment = 0;
    await settled();
    while (this.#tasks.length > 0 && this.#tasks[0]!.at <= end) {
      const task = this.#pop();
      if (task.run !== undefined) {
        tasksOfThisMoment = task.at > this.#now ? 0 : tasksOfThisMoment + 1;
        if (tasksOfThisMoment > MAX_TASKS_OF_ONE_MOMENT) {
          throw new Error(`time stands still at ${this.#now}: something sets a timer that is due, again and again`);
        }
        if (++this.#tasksRun > MAX_TASKS) {
          throw new Error('far too much happens: someone asks for the same again and again');
        }
        this.#now = Math.max(this.#now, task.at);
        task.run();
        await settled();
      }
    }
    this.#now = end;
  }

  #pop(): Task {
    const first = this.#tasks[0]!;
    const last = this.#tasks.pop()!;
    if (this.#tasks.length > 0) {
      this.#sink(last);
    }
    return first;
  }

  #sink(task: Task): void {
    let index = 0;
    for (let child = 1; child < this.#tasks.length; child = 2 * index + 1) {
      const right = this.#tasks[child + 1];
      const least = right !== undefined && before(right, this.#tasks[child]!) ? child + 1 : child;
      if (!before(this.#tasks[least]!, task)) {
        break;
      }
      this.#tasks[index] = this.#tasks[least]!;
      index = least;
    }
    this.#tasks[index] = task;
  }
}

const before = (left: Task, right: Task): boolean => left.at < right.at || (left.at === right.at && left.order < right.order);

const MICROTASK_TURNS = 8;   // more than the longest chain of promises in the client

async function settled(): Promise<void> {
  for (let turn = 0; turn < MICROTASK_TURNS; turn++) {
    await undefined;
  }
}
