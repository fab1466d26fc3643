import { HeliographError } from '../../src/errors.js';
import type { Http } from '../../src/store/http.js';

/** A request that waits until the test answers it. */
interface Waiting {
  readonly request: string;
  readonly body: object | undefined;
  readonly answer: (json?: unknown) => void;
  readonly refuse: (error: HeliographError) => void;
}

/** The other end of HTTP, played by the test. */
export class HttpServer {
  readonly waiting: Waiting[] = [];

  readonly http: Http = (method, path, body) =>
    new Promise((answer, refuse) => this.waiting.push({ request: `${method} ${path}`, body, answer, refuse }));

  /** Answers the oldest request that waits; returns what it was. */
  answer(json?: unknown): string {
    const { request, answer } = this.#next();
    answer(json);
    return request;
  }

  refuse(code: string, temporary: boolean): string {
    const { request, refuse } = this.#next();
    refuse(new HeliographError(code, code, temporary));
    return request;
  }

  #next(): Waiting {
    const next = this.waiting.shift();
    if (next === undefined) {
      throw new Error('nothing was asked');
    }
    return next;
  }
}
