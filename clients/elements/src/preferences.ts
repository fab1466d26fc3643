import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { channelName } from './channels.js';
import { Following } from './following.js';
import type { CategoryPreferences, DigestChoice, Preferences, PreferencesChange, PreferencesStore } from './stores.js';
import { theme } from './theme.js';

const NIGHT = { from: '22:00', to: '07:00' };
const IN_APP = 'in-app';
const PUSH = 'push';
const DIGESTS: readonly (readonly [DigestChoice, string])[] = [['off', 'At once'], ['hourly', 'Hourly'], ['daily', 'Daily']];

/**
 * `<heliograph-preferences>`: of what the user is told, by category and channel, whether at once or summarised, and the quiet hours. What is
 * changed is sent at once.
 *
 * @csspart table - the categories
 * @csspart hours - the quiet hours
 * @csspart outcome - whether the last change was saved
 */
export class HeliographPreferences extends LitElement {
  static override properties = { store: { attribute: false }, said: { state: true } };

  static override styles = [
    theme,
    css`
      :host { display: block; }
      table { border-collapse: collapse; width: 100%; }
      th { text-align: start; font-weight: 600; padding: 0.3rem 0; }
      thead th { color: var(--_muted); font-size: 0.8rem; font-weight: 500; text-align: center; padding: 0 0.35rem 0.2rem; }
      td { text-align: center; }
      .note { color: var(--_muted); font-size: 0.8rem; font-weight: 400; line-height: 1.3; }
      p.note { margin: 0.15rem 0 0; }
      fieldset { border: 0; border-top: 1px solid var(--_border); margin: 0.7rem 0 0; padding: 0.7rem 0 0; }
      label { display: inline-flex; align-items: center; gap: 0.5rem; }
      .whole { display: flex; justify-content: space-between; font-weight: 600; padding-inline-end: 0.35rem; }
      .hours { display: flex; flex-wrap: wrap; align-items: center; gap: 0.4rem 0.7rem; padding-top: 0.55rem; }
      input[type='time'], select { font: inherit; color: inherit; background: none; border: 1px solid var(--_border); border-radius: 7px; padding: 0.15rem 0.4rem; }
      select { padding: 0.15rem 0.1rem; font-size: 0.85rem; }
      option { background: var(--_surface); }
      [role='switch'] {
        appearance: none; flex: none; width: 2.1rem; height: 1.2rem; margin: 0; padding: 2px; border-radius: 1rem; cursor: pointer; vertical-align: middle;
        border: 1.5px solid var(--_muted); background: none; display: inline-flex; transition: background 0.15s;
      }
      [role='switch']::before { content: ''; height: 100%; aspect-ratio: 1; border-radius: 50%; background: var(--_muted); transition: translate 0.15s, background 0.15s; }
      [role='switch']:checked { background: var(--_accent); border-color: var(--_accent); }
      [role='switch']:checked::before { background: var(--_on-accent); translate: 0.9rem 0; }
      [role='switch']:disabled { opacity: 0.5; cursor: default; }
      .said { min-height: 1.4em; margin: 0.6rem 0 0; font-size: 0.85rem; color: var(--_muted); }
      .said.failed { color: var(--_alert); }
    `,
  ];

  declare private said: { readonly text: string; readonly failed: boolean };
  readonly #following = new Following<PreferencesStore>(this, (store, changed) => store.subscribe(changed));

  constructor() {
    super();
    this.said = { text: '', failed: false };
  }

  get store(): PreferencesStore | undefined {
    return this.#following.source;
  }

  set store(store: PreferencesStore | undefined) {
    this.#following.source = store;
  }

  protected override render(): TemplateResult {
    const { preferences, phase } = this.store?.getSnapshot() ?? {};
    if (preferences === undefined) {
      return html`<p class="said" role="status">${phase === 'failed' ? 'The settings cannot be loaded.' : 'Loading …'}</p>`;
    }
    return html`
      ${this.#categories(preferences)} ${this.#hours(preferences)}
      <p class="said ${this.said.failed ? 'failed' : ''}" part="outcome" role="status">${this.said.text}</p>
    `;
  }

  #categories(preferences: Preferences): TemplateResult {
    const channels = [...new Set(preferences.effective.flatMap((category) => Object.keys(category.channels)))];
    const hasDigests = preferences.effective.some(({ digest }) => digest !== undefined);
    return html`
      <table part="table" aria-label="What you are told of, and where">
        <thead><tr><td></td>${channels.map((channel) => html`<th scope="col">${channelName(channel)}</th>`)}${hasDigests ? html`<th scope="col">When</th>` : nothing}</tr></thead>
        <tbody>
          ${preferences.effective.map((category) => html`
            <tr>
              <th scope="row">${category.title} ${category.required ? html`<span class="note">always on</span>` : nothing}</th>
              ${channels.map((channel) => html`<td>${this.#switch(preferences, category, channel)}</td>`)}
              ${category.digest === undefined ? nothing : html`<td>${this.#digest(category, category.digest)}</td>`}
            </tr>
          `)}
        </tbody>
      </table>
    `;
  }

  #switch({ categories }: Preferences, { category, title, required, channels }: CategoryPreferences, channel: string): TemplateResult {
    const isOn = channels[channel] ?? false;
    const isLocked = required && isOn && categories[category]?.[channel] === undefined;
    const isIdle = channel === PUSH && channels[IN_APP] === false;   // push follows what was shown and not acknowledged
    return html`
      <input type="checkbox" role="switch" aria-label="${title}: ${channelName(channel)}" data-category=${category} data-channel=${channel}
        .checked=${isOn} ?disabled=${isLocked || isIdle}
        @change=${(event: Event) => this.#change({ categories: { [category]: { [channel]: inputOf(event).checked } } })}>
    `;
  }

  #digest({ category, title }: CategoryPreferences, digest: DigestChoice): TemplateResult {
    return html`
      <select aria-label="${title}: when" data-digest=${category}
        @change=${(event: Event) => this.#change({ digest: { categories: { [category]: inputOf(event).value as DigestChoice } }, timeZone: zone() })}>
        ${DIGESTS.map(([choice, words]) => html`<option value=${choice} .selected=${choice === digest}>${words}</option>`)}
      </select>
    `;
  }

  #hours({ quietHours, timeZone }: Preferences): TemplateResult {
    return html`
      <fieldset part="hours">
        <label class="whole">Quiet hours
          <input type="checkbox" role="switch" data-quiet .checked=${quietHours != null} aria-describedby="quiet"
            @change=${(event: Event) => this.#change(inputOf(event).checked ? quiet(NIGHT) : { quietHours: null })}>
        </label>
        <p class="note" id="quiet">Then nothing draws attention; it is there when you look.</p>
        ${quietHours == null ? nothing : html`
          <div class="hours">
            ${(['from', 'to'] as const).map((end) => html`
              <label>${end === 'from' ? 'From' : 'to'} <input type="time" required data-end=${end} .value=${quietHours[end]}
                @change=${(event: Event) => this.#changeHours({ ...quietHours, [end]: inputOf(event).value })}></label>
            `)}
            <span class="note">${timeZone}</span>
          </div>
        `}
      </fieldset>
    `;
  }

  #changeHours(hours: { readonly from: string; readonly to: string }): void {
    if (hours.from === '' || hours.to === '') {
      return;   // not typed to the end
    }
    if (hours.from === hours.to) {
      this.said = { text: 'Quiet hours must end at another time than they begin.', failed: true };
      return;
    }
    this.#change(quiet(hours));
  }

  #change(change: PreferencesChange): void {
    this.said = { text: '', failed: false };
    Promise.resolve(this.store?.change(change)).then(
      () => (this.said = { text: 'Saved.', failed: false }),
      (failure: unknown) => (this.said = { text: `Not saved: ${failure instanceof Error ? failure.message : String(failure)}`, failed: true }),
    );
  }
}

/** By the clock of who sits here. */
function quiet(quietHours: { readonly from: string; readonly to: string }): PreferencesChange {
  return { quietHours, timeZone: zone() };
}

const zone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

const inputOf = (event: Event): HTMLInputElement => event.currentTarget as HTMLInputElement;
