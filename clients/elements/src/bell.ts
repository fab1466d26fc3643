import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { attempt, Following } from './following.js';
import { movedBy } from './keys.js';
import { safeUrl } from './links.js';
import type { InboxItem, InboxStore } from './stores.js';
import { theme } from './theme.js';
import { ago } from './time.js';

const MAX_SHOWN = 99;
const NOTHING: ReturnType<InboxStore['getSnapshot']> = { items: [], unread: 0, hasMore: false };

/**
 * `<heliograph-bell>`: a bell with the number of unread notifications, and a panel with the list. Arrow keys move through the
 * list, Escape closes it. What comes is announced to screen readers.
 *
 * @fires heliograph-select `detail` is the item that was chosen; if the event is cancelled, its address is not opened
 * @csspart button - the bell
 * @csspart badge - the number
 * @csspart panel - the list's box
 * @csspart item - a notification
 */
export class HeliographBell extends LitElement {
  static override properties = { store: { attribute: false }, open: { type: Boolean, reflect: true }, label: {} };

  static override styles = [
    theme,
    css`
      :host { display: inline-block; position: relative; }
      .bell { display: grid; place-items: center; width: 2.5rem; height: 2.5rem; border-radius: 50%; position: relative; }
      .bell:hover { background: var(--_hover); }
      svg { width: 1.35rem; height: 1.35rem; }
      .badge {
        position: absolute; top: 0.05rem; right: 0; min-width: 1.2rem; padding: 0 0.3rem; border-radius: 0.6rem;
        background: var(--_alert); color: light-dark(#fff, #2b0505); font-size: 0.72rem; font-weight: 700; line-height: 1.2rem; text-align: center;
      }
      .rings svg { animation: ring 0.7s ease; transform-origin: 50% 10%; }
      @keyframes ring { 20% { rotate: 14deg; } 45% { rotate: -11deg; } 70% { rotate: 6deg; } }
      .panel {
        position: absolute; z-index: 20; inset: calc(100% + 0.4rem) 0 auto auto; width: min(22rem, 88vw); max-height: 26rem; overflow: auto;
        background: var(--_surface); border: 1px solid var(--_border); border-radius: var(--_radius);
        box-shadow: 0 12px 32px rgb(0 0 0 / 0.18); animation: appear 0.14s ease;
      }
      @keyframes appear { from { opacity: 0; translate: 0 -4px; } }
      header { display: flex; justify-content: space-between; align-items: center; padding: 0.75rem 1rem; border-bottom: 1px solid var(--_border); }
      h2 { margin: 0; font-size: 1rem; }
      .link { color: var(--_accent); font-size: 0.85rem; font-weight: 600; }
      ul { list-style: none; margin: 0; padding: 0.35rem; }
      .item { display: grid; grid-template-columns: 0.6rem 1fr auto; gap: 0.1rem 0.6rem; width: 100%; padding: 0.6rem 0.65rem; border-radius: calc(var(--_radius) - 4px); text-align: start; align-items: baseline; }
      .item:hover { background: var(--_hover); }
      .dot { width: 0.5rem; height: 0.5rem; border-radius: 50%; align-self: center; }
      .unread .dot { background: var(--_accent); }
      .unread .title { font-weight: 650; }
      .body { grid-column: 2 / 4; color: var(--_muted); font-size: 0.87rem; overflow-wrap: anywhere; }
      .empty { padding: 1.6rem 1rem; text-align: center; color: var(--_muted); }
      .more { display: block; margin: 0.2rem auto 0.7rem; }
    `,
  ];

  declare open: boolean;
  /** What the bell is called. */
  declare label: string;
  readonly #following = new Following<InboxStore>(this, (store, changed) => store.subscribe(changed));
  #known: ReadonlySet<string> | undefined;
  #news = '';

  constructor() {
    super();
    this.open = false;
    this.label = 'Notifications';
  }

  get store(): InboxStore | undefined {
    return this.#following.source;
  }

  set store(store: InboxStore | undefined) {
    this.#known = undefined;
    this.#following.source = store;
  }

  get #shown(): ReturnType<InboxStore['getSnapshot']> {
    return this.store?.getSnapshot() ?? NOTHING;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('pointerdown', this.#pressedOutside);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('pointerdown', this.#pressedOutside);
  }

  protected override willUpdate(): void {
    const { items, phase } = this.#shown;
    const news = this.#known === undefined ? [] : items.filter((item) => !item.read && !this.#known!.has(item.id));
    this.#news = news.length === 0 ? this.#news : `New: ${news.map((item) => item.title).join(', ')}`;
    if (this.store !== undefined && phase !== 'loading') {
      this.#known = new Set(items.map((item) => item.id));
    }
    if (news.length > 0) {
      this.#ring();
    }
  }

  protected override render(): TemplateResult {
    const { unread } = this.#shown;
    return html`
      <button class="bell" part="button" aria-haspopup="dialog" aria-expanded=${this.open} @click=${this.#toggle}
        aria-label=${unread > 0 ? `${this.label}, ${unread} unread` : this.label}>
        <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">
          <path d="M6 9a6 6 0 0 1 12 0c0 6 2.4 7 2.4 7H3.6S6 15 6 9" /><path d="M10 20a2.2 2.2 0 0 0 4 0" />
        </svg>
        ${unread > 0 ? html`<span class="badge" part="badge" aria-hidden="true">${unread > MAX_SHOWN ? `${MAX_SHOWN}+` : unread}</span>` : nothing}
      </button>
      <span class="hidden" role="status">${this.#news}</span>
      ${this.open ? this.#panel(unread) : nothing}
    `;
  }

  #panel(unread: number): TemplateResult {
    const { items } = this.#shown;
    return html`
      <div class="panel" part="panel" role="dialog" aria-label=${this.label} @keydown=${this.#pressed}>
        <header>
          <h2>${this.label}</h2>
          ${unread > 0 ? html`<button class="link" @click=${() => attempt(this.store?.markAllRead())}>Mark all read</button>` : nothing}
        </header>
        ${items.length === 0 ? html`<div class="empty">You are all caught up.</div>` : nothing}
        <ul>${items.map((item) => html`<li>${this.#item(item)}</li>`)}</ul>
        ${this.#shown.hasMore ? html`<button class="link more" @click=${() => attempt(this.store?.more())}>Show older</button>` : nothing}
      </div>
    `;
  }

  #item(item: InboxItem): TemplateResult {
    return html`
      <button class="item ${item.read ? '' : 'unread'}" part="item" data-id=${item.id} @click=${() => this.#choose(item)}>
        <span class="dot"></span>
        <span class="title">${item.title}${item.read ? nothing : html`<span class="hidden">, unread</span>`}</span>
        <time datetime=${item.time}>${ago(item.time, Date.now())}</time>
        ${item.body ? html`<span class="body">${item.body}</span>` : nothing}
      </button>
    `;
  }

  #choose(item: InboxItem): void {
    if (!item.read) {
      attempt(this.store?.markRead(item.id));
    }
    const proceed = this.dispatchEvent(
      new CustomEvent('heliograph-select', { detail: item, bubbles: true, composed: true, cancelable: true }));
    const url = safeUrl(item.url);
    if (proceed && url !== undefined) {
      location.assign(url);
    }
  }

  #toggle(): void {
    this.open = !this.open;
  }

  #close(): void {
    this.open = false;
    this.renderRoot.querySelector<HTMLElement>('.bell')?.focus();
  }

  #pressed(event: KeyboardEvent): void {
    if (event.key === 'Escape') {
      event.stopPropagation();
      this.#close();
      return;
    }
    const items = [...this.renderRoot.querySelectorAll<HTMLElement>('.item')];
    const index = items.indexOf((this.renderRoot as ShadowRoot).activeElement as HTMLElement);
    const next = movedBy(event.key, index, items.length);
    if (next !== undefined) {
      event.preventDefault();
      items[next]!.focus();
    }
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('open') && this.open) {
      this.renderRoot.querySelector<HTMLElement>('.item')?.focus();
    }
  }

  readonly #pressedOutside = (event: Event): void => {
    if (this.open && !event.composedPath().includes(this)) {
      this.open = false;
    }
  };

  #ring(): void {
    const bell = this.renderRoot?.querySelector('.bell');
    bell?.classList.add('rings');
    bell?.addEventListener('animationend', () => bell.classList.remove('rings'), { once: true });
  }
}
