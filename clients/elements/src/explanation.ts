import { css, html, nothing, type TemplateResult } from 'lit';
import { channelName } from './channels.js';
import type { ExplainedChannel, Explanation } from './stores.js';

const OUTCOMES: Readonly<Record<string, string>> = {
  alert: 'told at once',
  inbox: 'there, without drawing attention',
  digest: 'kept for a digest',
  suppress: 'not told',
};

export const explanationStyles = css`
  dl { margin: 0; padding: 0.1rem 0.65rem 0.6rem 1.85rem; font-size: 0.85rem; }
  dt { font-weight: 650; }
  dd { margin: 0 0 0.3rem; color: var(--_muted); }
`;

/** What was decided for each channel, and what became of the push, in words. */
export function explanation({ channels = {}, push }: Explanation): TemplateResult {
  return html`
    <dl>
      ${Object.entries(channels).filter(isUsed).map(([channel, { outcome, reasons }]) => html`
        <dt>${channelName(channel)}: ${outcomeOf(channel, outcome)}</dt>
        <dd>${reasons.map(({ code, text }) => text ?? words(code)).join(' ')}</dd>
      `)}
      ${push.results.length === 0 ? nothing : html`
        <dt>What became of the push</dt>
        <dd>${push.results.map(({ device, outcome, reason }) => `${outcome}${device === undefined ? '' : ` (${device})`}: ${words(reason)}`).join('; ')}</dd>
      `}
    </dl>
  `;
}

/** A push comes after a while, and only to those of whom no device has shown the notification. */
function outcomeOf(channel: string, outcome: string): string {
  return channel === 'push' && outcome === 'alert' ? 'sent unless a device shows it' : (OUTCOMES[outcome] ?? outcome);
}

/** Whether the installation has the channel at all. */
function isUsed([, { reasons }]: [string, ExplainedChannel]): boolean {
  return !reasons.some(({ code }) => code === 'not_configured');
}

const words = (code: string): string => code.replaceAll('_', ' ');
