import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { bellStyles } from './bell-styles.js';
import { explanationStyles } from './explanation.js';
import { attempt, Following } from './following.js';
import { movedBy } from './keys.js';
import { safeUrl } from './links.js';
import { NotificationList } from './notification-list.js';
import type { InboxItem, InboxStore, PreferencesStore } from './stores.js';
import { theme } from './theme.js';

const MAX_SHOWN = 99;
const GEAR = html`<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" aria-hidden="true">
  <path d="M4 7h9M17 7h3M4 17h3M11 17h9" /><circle cx="15" cy="7" r="2.2" /><circle cx="9" cy="17" r="2.2" /></svg>`;
const BACK = html`<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">
  <path d="M14.5 5.5 8 12l6.5 6.5" /></svg>`;
const NOTHING: ReturnType<InboxStore['getSnapshot']> = { items: [], unread: 0, hasMore: false };

/**
 * `<heliograph-bell>`: a bell with the number of unread notifications, and a panel with the list and, given `preferences`, the settings. Arrow
 * keys move through the list, Escape closes it. What is in a group is a stack, which opens. What comes is announced to screen readers.
 *
 * @fires heliograph-select `detail` is the item that was chosen; if the event is cancelled, its address is not opened
 * @csspart button - the bell
 * @csspart badge - the number
 * @csspart panel - the list's box
 * @csspart item - a notification
 * @csspart stack - how many more there are of its group
 */
export class HeliographBell extends LitElement {
  static override properties = {
    store: { attribute: false }, preferences: { attribute: false }, open: { type: Boolean, reflect: true }, label: {}, view: { state: true },
  };

  static override styles = [
    theme,
    bellStyles,
    explanationStyles,
  ];

  declare open: boolean;
  /** What the bell is called. */
  declare label: string;
  /** What `<heliograph-preferences>` shows behind a gear; without it there is none. */
  declare preferences: PreferencesStore | undefined;
  declare private view: 'list' | 'settings';
  readonly #following = new Following<InboxStore>(this, (store, changed) => store.subscribe(changed));
  readonly #list = new NotificationList({ store: () => this.store, choose: (item) => this.#choose(item), changed: () => this.requestUpdate() });
  #known: ReadonlySet<string> | undefined;
  #newestAt = -Infinity;
  #news = '';

  constructor() {
    super();
    this.open = false;
    this.label = 'Notifications';
    this.view = 'list';
  }

  get store(): InboxStore | undefined {
    return this.#following.source;
  }

  set store(store: InboxStore | undefined) {
    this.#known = undefined;
    this.#newestAt = -Infinity;
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
    const news = items.filter((item) => this.#isNews(item));
    this.#news = news.length === 0 ? this.#news : `New: ${news.map((item) => item.title).join(', ')}`;
    if (this.store !== undefined && phase !== 'loading') {
      const known = items.flatMap((item) => [item, ...(item.stack?.items ?? [])]);
      this.#known = new Set(known.map((item) => item.id));
      this.#newestAt = Math.max(this.#newestAt, ...known.map(({ time }) => Date.parse(time) || -Infinity));
    }
    if (news.length > 0) {
      this.#ring();
    }
  }

  /** What is loaded and older than what was there is none, unless it says so itself. */
  #isNews({ id, read, everyone, alert, time }: InboxItem): boolean {
    return this.#known?.has(id) === false && (!read || everyone === true) && (alert ?? Date.parse(time) > this.#newestAt);
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
    return html`
      <div class="panel" part="panel" role="dialog" aria-label=${this.label} @keydown=${this.#pressed}>
        ${this.view === 'list' ? this.#all(unread) : this.#settings()}
      </div>
    `;
  }

  #all(unread: number): TemplateResult {
    const { items, hasMore } = this.#shown;
    return html`
      <header>
        <h2>${this.label}</h2>
        <span class="actions">
          ${unread > 0 ? html`<button class="link" @click=${() => attempt(this.store?.markAllRead())}>Mark all read</button>` : nothing}
          ${this.preferences === undefined ? nothing : html`<button class="icon gear" aria-label="Settings" @click=${this.#showSettings}>${GEAR}</button>`}
        </span>
      </header>
      ${items.length === 0 ? html`<div class="empty">You are all caught up.</div>` : nothing}
      ${this.#list.show(items)}
      ${hasMore ? html`<button class="link more" @click=${() => attempt(this.store?.more())}>Show older</button>` : nothing}
    `;
  }

  #settings(): TemplateResult {
    return html`
      <header>
        <button class="icon back" aria-label="Back to the list" @click=${() => (this.view = 'list')}>${BACK}</button>
        <h2>Settings</h2>
      </header>
      <heliograph-preferences .store=${this.preferences}></heliograph-preferences>
    `;
  }

  #showSettings(): void {
    attempt(this.preferences?.reload?.());
    this.view = 'settings';
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
    this.view = 'list';
    this.#list.reset();
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
    const focused = (this.renderRoot as ShadowRoot).activeElement?.closest('li')?.querySelector<HTMLElement>('.item');
    const index = focused == null ? -1 : items.indexOf(focused);
    const next = movedBy(event.key, index, items.length);
    if (next !== undefined) {
      event.preventDefault();
      items[next]!.focus();
    }
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('open') && this.open) {
      this.renderRoot.querySelector<HTMLElement>('.item')?.focus();
    } else if (changed.has('view') && this.open) {
      this.renderRoot.querySelector<HTMLElement>(this.view === 'list' ? '.gear' : '.back')?.focus();
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
