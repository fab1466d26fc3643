import { html, nothing, type TemplateResult } from 'lit';
import { explanation } from './explanation.js';
import { attempt } from './following.js';
import type { Explanation, InboxItem, InboxStore } from './stores.js';
import { ago } from './time.js';

/** A question why a notification is where it is, until it is answered, and its answer. */
interface Asked {
  readonly id: string;
  readonly answer?: Explanation;
  readonly hasFailed?: boolean;
}

/** What a list needs of the element around it. */
export interface ListHost {
  readonly store: () => InboxStore | undefined;
  /** A notification was pressed. */
  readonly choose: (item: InboxItem) => void;
  /** It is to be drawn anew. */
  readonly changed: () => void;
}

/** The list in the bell's panel: which stacks are open in it, and of which notification it was asked why it is there. */
export class NotificationList {
  readonly #host: ListHost;
  #open: ReadonlySet<string> = new Set();
  #asked: Asked | undefined;

  constructor(host: ListHost) {
    this.#host = host;
  }

  /** As it was before anything was pressed. */
  reset(): void {
    this.#open = new Set();
    this.#asked = undefined;
  }

  show(items: readonly InboxItem[]): TemplateResult {
    return html`<ul>${items.map((item) => html`<li>${this.#item(item)}${this.#stack(item)}</li>`)}</ul>`;
  }

  #item(item: InboxItem): TemplateResult {
    return html`
      <button class="item ${item.read ? '' : 'unread'}" part="item" data-id=${item.id} @click=${() => this.#host.choose(item)}>
        <span class="dot"></span>
        <span class="title">${item.title}${item.read ? nothing : html`<span class="hidden">, unread</span>`}</span>
        <time datetime=${item.time}>${ago(item.time, Date.now())}</time>
        ${item.body ? html`<span class="body">${item.body}</span>` : nothing}
      </button>
      ${item.everyone ? nothing : this.#tools(item)}
    `;
  }

  /** What can be done with one that is in an inbox. */
  #tools({ id, title, read }: InboxItem): TemplateResult {
    const store = this.#host.store();
    const asked = this.#asked?.id === id ? this.#asked : undefined;
    return html`
      <span class="tools">
        ${read && store?.markUnread ? html`<button class="tool" aria-label="Mark as unread: ${title}" @click=${() => attempt(store.markUnread?.([id]))}>mark unread</button>` : nothing}
        ${store?.why ? html`<button class="tool why" aria-label="Why: ${title}" aria-expanded=${asked !== undefined} @click=${() => this.#ask(id)}>why?</button>` : nothing}
      </span>
      ${asked?.answer === undefined ? nothing : explanation(asked.answer)}
      ${asked?.hasFailed ? html`<p class="failed" role="status">There is no answer now.</p>` : nothing}
    `;
  }

  #stack({ group, title, read, stack }: InboxItem): TemplateResult | typeof nothing {
    if (group === undefined || stack === undefined || stack.count < 2) {
      return nothing;
    }
    const isOpen = this.#open.has(group);
    const more = stack.count - 1;
    const unreadMore = stack.unread - (read ? 0 : 1);
    const unread = unreadMore > 0 ? `, ${unreadMore} unread` : '';
    return html`
      <div class="stack" part="stack">
        <button class="link" aria-expanded=${isOpen} aria-label="${title}: ${more} more${unread}" @click=${() => this.#toggle(group)}>${more} more${unread}</button>
        ${stack.unread > 0 ? html`<button class="link" aria-label="${title}: mark all read" @click=${() => attempt(this.#host.store()?.markAllRead(group))}>Mark read</button>` : nothing}
      </div>
      ${isOpen ? this.show(stack.items) : nothing}
      ${isOpen && stack.items.length < more ? html`<button class="link more" @click=${() => this.#expand(group)}>Show older</button>` : nothing}
    `;
  }

  #toggle(group: string): void {
    const open = new Set(this.#open);
    if (!open.delete(group)) {
      open.add(group);
      this.#expand(group);
    }
    this.#open = open;
    this.#host.changed();
  }

  #expand(group: string): void {
    attempt(this.#host.store()?.expand?.(group));
  }

  /** A second time closes the answer. */
  #ask(id: string): void {
    const asked = this.#asked?.id === id ? undefined : { id };
    const answered = (answer: Partial<Asked>): void => {
      this.#asked = this.#asked === asked ? { id, ...answer } : this.#asked;   // or something else was asked meanwhile
      this.#host.changed();
    };
    this.#asked = asked;
    this.#host.changed();
    if (asked !== undefined) {
      this.#host.store()?.why?.(id).then((answer) => answered({ answer }), () => answered({ hasFailed: true }));
    }
  }
}
