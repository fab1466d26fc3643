import { Window } from 'happy-dom';

const window = new Window({ url: 'https://app.example.com/' });
const NAMES = [
  'window', 'document', 'customElements', 'HTMLElement', 'Element', 'Node', 'Event', 'CustomEvent', 'KeyboardEvent', 'ShadowRoot', 'Document',
  'CSSStyleSheet', 'MutationObserver',
] as const;

// Before the elements' module is loaded: Lit looks for these when it is.
for (const name of NAMES) {
  Object.defineProperty(globalThis, name, { value: (window as never)[name], configurable: true, writable: true });
}

/** Something to show that can change. */
export class Store<Snapshot extends object> {
  #listeners = new Set<() => void>();
  #snapshot: Snapshot;

  constructor(snapshot: Snapshot) {
    this.#snapshot = snapshot;
  }

  readonly getSnapshot = (): Snapshot => this.#snapshot;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  get listeners(): number {
    return this.#listeners.size;
  }

  /** Takes new values over and tells. */
  set(values: Partial<Snapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...values };
    this.#listeners.forEach((listener) => listener());
  }
}

interface Drawn extends HTMLElement {
  readonly updateComplete: Promise<boolean>;
}

/** Puts an element into the page and waits until it is drawn. */
export async function show<Shown extends Drawn>(element: Shown): Promise<Shown> {
  document.body.replaceChildren(element);
  await element.updateComplete;
  return element;
}

/** The first match inside the element's shadow; fails when there is none. */
export function inside(element: Element, selector: string): HTMLElement {
  const found = element.shadowRoot!.querySelector<HTMLElement>(selector);
  if (found === null) {
    throw new Error(`nothing matches ${selector} in ${element.shadowRoot!.innerHTML}`);
  }
  return found;
}

/** All matches inside the element's shadow. */
export const all = (element: Element, selector: string): HTMLElement[] => [...element.shadowRoot!.querySelectorAll<HTMLElement>(selector)];

/** A key pressed where the focus is, or at a place. */
export function press(at: Element, key: string): void {
  at.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true }));
}
