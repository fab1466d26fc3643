import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { avatarHue, initials } from './avatar.js';
import { Following } from './following.js';
import type { PresenceStore, PresentUser } from './stores.js';
import { theme } from './theme.js';

const MAX_SHOWN = 8;
const NOBODY: ReturnType<PresenceStore['getSnapshot']> = { users: [] };

/**
 * `<heliograph-presence>`: who is here, as a row of avatars with a dot for the status.
 *
 * @csspart person - an avatar with its dot
 * @csspart more - how many are not shown
 */
export class HeliographPresence extends LitElement {
  static override properties = { store: { attribute: false }, label: {}, max: { type: Number } };

  static override styles = [
    theme,
    css`
      :host { display: inline-block; }
      ul { display: flex; list-style: none; margin: 0; padding: 0 0 0 0.4rem; align-items: center; }
      li { position: relative; margin-left: -0.4rem; animation: pop 0.25s ease; }
      @keyframes pop { from { scale: 0.5; opacity: 0; } }
      .avatar {
        display: grid; place-items: center; width: 2.1rem; height: 2.1rem; border-radius: 50%; border: 2px solid var(--_surface);
        background: hsl(var(--hue) 45% 42%); color: #fff; font-size: 0.75rem; font-weight: 700;
      }
      .offline .avatar { filter: grayscale(1); opacity: 0.65; }
      .dot { position: absolute; z-index: 1; right: 0; bottom: 0; width: 0.7rem; height: 0.7rem; border-radius: 50%; border: 2px solid var(--_surface); background: var(--_offline); transition: background 0.3s; }
      .online .dot { background: var(--_online); }
      .idle .dot { background: var(--_idle); }
      .more { color: var(--_muted); font-size: 0.85rem; margin-left: 0.4rem; }
    `,
  ];

  /** What the row is called. */
  declare label: string;
  /** How many are shown. */
  declare max: number;
  readonly #following = new Following<PresenceStore>(this, (store, changed) => store.subscribe(changed));

  constructor() {
    super();
    this.label = 'Who is here';
    this.max = MAX_SHOWN;
  }

  get store(): PresenceStore | undefined {
    return this.#following.source;
  }

  set store(store: PresenceStore | undefined) {
    this.#following.source = store;
  }

  protected override render(): TemplateResult {
    const { users, occupancy } = this.store?.getSnapshot() ?? NOBODY;
    const shown = users.slice(0, this.max);
    const left = Math.max(users.length, occupancy?.members ?? 0) - shown.length;
    return html`
      <ul aria-label=${this.label}>
        ${repeat(shown, (user) => user.user, person)}
        ${left > 0 ? html`<li class="more" part="more">+${left}<span class="hidden"> more</span></li>` : nothing}
      </ul>
    `;
  }
}

function person({ user, name = user, status = 'online', devices }: PresentUser): TemplateResult {
  const described = `${name}, ${status}${devices.length > 1 ? `, ${devices.length} devices` : ''}`;
  return html`
    <li class=${status} part="person" data-user=${user} data-status=${status} title=${described}>
      <span class="avatar" aria-hidden="true" .style=${`--hue: ${avatarHue(user)}`}>${initials(name)}</span>
      <span class="dot" aria-hidden="true"></span>
      <span class="hidden">${described}</span>
    </li>
  `;
}
