import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { avatarHue, initials } from './avatar.js';
import { attempt, Following } from './following.js';
import { groupsOf, whoDid, type Group } from './grouping.js';
import { movedBy } from './keys.js';
import { safeUrl } from './links.js';
import type { FeedStore } from './stores.js';
import { theme } from './theme.js';
import { ago } from './time.js';

const NOTHING = { items: [], hasMore: false };

/**
 * `<heliograph-feed>`: activities, the newest first, as an ARIA feed: Page Up and Page Down, or the arrows, move through it. With `grouped`,
 * those of the same verb and object within a day are one.
 *
 * @csspart item - an activity
 * @csspart empty - what is there when there is nothing
 */
export class HeliographFeed extends LitElement {
  static override properties = { store: { attribute: false }, label: {}, grouped: { type: Boolean } };

  static override styles = [
    theme,
    css`
      :host { display: block; }
      article { display: grid; grid-template-columns: 2.1rem 1fr; gap: 0 0.65rem; padding: 0.55rem 0.2rem; border-radius: calc(var(--_radius) - 4px); animation: slide 0.3s ease; }
      article + article { border-top: 1px solid var(--_border); border-top-left-radius: 0; border-top-right-radius: 0; }
      @keyframes slide { from { opacity: 0; translate: 0 -8px; } }
      .avatar { display: grid; place-items: center; width: 2.1rem; height: 2.1rem; border-radius: 50%; font-size: 0.75rem; font-weight: 700; color: #fff; }
      .avatar { background: hsl(var(--hue) 45% 42%); }
      p { margin: 0; overflow-wrap: anywhere; }
      .content { color: var(--_muted); font-size: 0.9em; }
      a { color: inherit; font-weight: 600; text-decoration-color: var(--_border); text-underline-offset: 2px; }
      summary { width: fit-content; color: var(--_accent); font-size: 0.82rem; font-weight: 600; cursor: pointer; }
      ul { list-style: none; margin: 0.2rem 0 0; padding: 0; font-size: 0.9em; }
      li .content { font-size: inherit; }
      .empty { color: var(--_muted); padding: 1rem 0.2rem; }
      .more { color: var(--_accent); font-size: 0.85rem; font-weight: 600; margin: 0.4rem 0.2rem; }
    `,
  ];

  /** What the feed is called. */
  declare label: string;
  /** Whether activities that belong together are shown as one. */
  declare grouped: boolean;
  readonly #following = new Following<FeedStore>(this, (store, changed) => store.subscribe(changed));

  constructor() {
    super();
    this.label = 'Activity';
    this.grouped = false;
  }

  get store(): FeedStore | undefined {
    return this.#following.source;
  }

  set store(store: FeedStore | undefined) {
    this.#following.source = store;
  }

  protected override render(): TemplateResult {
    const { items, hasMore } = this.store?.getSnapshot() ?? NOTHING;
    const groups = this.grouped ? groupsOf(items) : items.map((item): Group => [item]);
    return html`
      <div role="feed" aria-label=${this.label} @keydown=${this.#pressed}>
        ${repeat(groups, (group) => group.at(-1)!.id, (group, index) => this.#group(group, index, hasMore ? -1 : groups.length))}
      </div>
      ${items.length === 0 ? html`<div class="empty" part="empty"><slot name="empty">Nothing has happened yet.</slot></div>` : nothing}
      ${hasMore ? html`<button class="more" @click=${() => attempt(this.store?.more())}>Show older</button>` : nothing}
    `;
  }

  /** @param count of all there are, -1 if that is not known */
  #group(group: Group, index: number, count: number): TemplateResult {
    const [{ actor, verb, object, content, time }] = group;
    const who = whoDid(group);
    const url = safeUrl(object?.url);
    const title = object?.title;
    return html`
      <article part="item" tabindex="0" aria-posinset=${index + 1} aria-setsize=${count} aria-label="${who} ${verb} ${title ?? ''}">
        <span class="avatar" aria-hidden="true" .style=${`--hue: ${avatarHue(actor.id)}`}>${initials(actor.name ?? actor.id)}</span>
        <div>
          <p><b>${who}</b> ${verb}${title === undefined ? nothing : html` on ${url === undefined ? title : html`<a href=${url}>${title}</a>`}`}
            <time datetime=${time}>· ${ago(time, Date.now())}</time></p>
          ${group.length > 1 ? each(group) : content ? html`<p class="content">${content}</p>` : nothing}
        </div>
      </article>
    `;
  }

  #pressed(event: KeyboardEvent): void {
    const articles = [...this.renderRoot.querySelectorAll<HTMLElement>('article')];
    const focused = (this.renderRoot as ShadowRoot).activeElement?.closest<HTMLElement>('article');
    const next = movedBy(event.key, focused ? articles.indexOf(focused) : -1, articles.length);
    if (next !== undefined) {
      event.preventDefault();
      articles[next]!.focus();
    }
  }
}

function each(group: Group): TemplateResult {
  return html`
    <details>
      <summary>All ${group.length}</summary>
      <ul>${group.map(({ actor, content, time }) => html`
        <li><b>${actor.name ?? actor.id}</b> <span class="content">${content}</span> <time datetime=${time}>· ${ago(time, Date.now())}</time></li>
      `)}</ul>
    </details>
  `;
}
