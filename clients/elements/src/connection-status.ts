import { css, html, LitElement, type TemplateResult } from 'lit';
import { Following } from './following.js';
import type { ConnectionSource } from './stores.js';
import { theme } from './theme.js';

const WORDS: Readonly<Record<ConnectionSource['state'], string>> = {
  idle: 'Not connected',
  connecting: 'Connecting…',
  connected: 'Connected',
  waiting: 'Offline, trying again',
  closed: 'Closed',
};

/**
 * `<heliograph-connection-status>`: a pill that tells how the connection is. What stands between its tags is shown behind it.
 *
 * @csspart pill - the pill
 * @csspart dot - its dot
 */
export class HeliographConnectionStatus extends LitElement {
  static override properties = { client: { attribute: false } };

  static override styles = [
    theme,
    css`
      :host { display: inline-block; }
      .pill {
        display: inline-flex; align-items: center; gap: 0.45rem; padding: 0.25rem 0.7rem 0.25rem 0.6rem; border-radius: 2rem;
        border: 1px solid color-mix(in srgb, var(--_state) 45%, transparent); background: color-mix(in srgb, var(--_state) 11%, transparent);
        font-size: 0.82rem; transition: background 0.3s, border-color 0.3s; --_state: var(--_offline);
      }
      .connected { --_state: var(--_online); }
      .connecting, .waiting { --_state: var(--_idle); }
      .closed { --_state: var(--_alert); }
      .dot { width: 0.55rem; height: 0.55rem; border-radius: 50%; background: var(--_state); }
      .connecting .dot, .waiting .dot { animation: pulse 1s infinite; }
      @keyframes pulse { 50% { opacity: 0.25; } }
      ::slotted(*) { color: var(--_muted); }
    `,
  ];

  readonly #following = new Following<ConnectionSource>(this, (client, changed) => client.on('state', changed));

  get client(): ConnectionSource | undefined {
    return this.#following.source;
  }

  set client(client: ConnectionSource | undefined) {
    this.#following.source = client;
  }

  protected override render(): TemplateResult {
    const state = this.client?.state ?? 'idle';
    return html`
      <span class="pill ${state}" part="pill" role="status"><span class="dot" part="dot"></span><span>${WORDS[state]}</span><slot></slot></span>
    `;
  }
}
