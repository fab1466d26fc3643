import { Window } from 'happy-dom';
import type { ReactNode } from 'react';
import { Stage } from '../stage.js';
import { HttpServer } from '../store/server.js';

const window = new Window({ url: 'https://app.example.com/' });

// Before React DOM is loaded: it looks for these when it is.
for (const name of ['window', 'document', 'navigator', 'HTMLElement', 'HTMLIFrameElement', 'Node', 'Event'] as const) {
  Object.defineProperty(globalThis, name, { value: name === 'window' ? window : window[name], configurable: true, writable: true });
}
Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

const { act, createElement, StrictMode } = await import('react');
const { createRoot } = await import('react-dom/client');
const { HeliographProvider } = await import('../../src/react/index.js');

/** Components of a page in strict mode, over a client that is connected, with a server that is played by the test. */
export class Screen {
  readonly stage = new Stage();
  readonly server = new HttpServer();
  readonly #element = document.createElement('main');
  readonly #root = createRoot(this.#element as never);

  static async of(...components: ReactNode[]): Promise<Screen> {
    const screen = new Screen();
    await screen.stage.connected();
    await screen.show(...components);
    return screen;
  }

  get text(): string {
    return this.#element.textContent ?? '';
  }

  /** Shows these components, and nothing else any more. */
  async show(...components: ReactNode[]): Promise<void> {
    const { stage: { client }, server: { http } } = this;
    const page = createElement(StrictMode, null, createElement(HeliographProvider, { client, http }, ...components));
    await this.happens(() => this.#root.render(page));
  }

  /** Does something, and waits until React has drawn what follows. */
  async happens(what: () => unknown): Promise<void> {
    await act(async () => {
      what();
      await this.stage.clock.advance(0);
    });
  }
}
