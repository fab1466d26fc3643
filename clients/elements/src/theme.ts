import { css } from 'lit';

/**
 * What all elements share. Colours follow the page's `color-scheme`; a page sets the custom properties to have its own, and
 * the parts for everything else.
 */
export const theme = css`
  :host {
    --_accent: var(--heliograph-accent, light-dark(#b4540a, #ffb454));
    --_on-accent: var(--heliograph-on-accent, light-dark(#fff, #2a1700));
    --_surface: var(--heliograph-surface, light-dark(#fff, #20242c));
    --_hover: var(--heliograph-hover, light-dark(#f3f4f7, #2b303a));
    --_text: var(--heliograph-text, light-dark(#1d2129, #eceff4));
    --_muted: var(--heliograph-muted, light-dark(#5d6675, #a4adbb));
    --_border: var(--heliograph-border, light-dark(#dfe3ea, #383f4b));
    --_online: var(--heliograph-online, light-dark(#13824a, #4cd18b));
    --_idle: var(--heliograph-idle, light-dark(#a86400, #f2b33d));
    --_offline: var(--heliograph-offline, light-dark(#7c8594, #7f8998));
    --_alert: var(--heliograph-alert, light-dark(#c62f2f, #ff6b6b));
    --_radius: var(--heliograph-radius, 12px);
    color: var(--_text);
    font: var(--heliograph-font, inherit);
  }
  * { box-sizing: border-box; }
  button { font: inherit; color: inherit; background: none; border: 0; padding: 0; cursor: pointer; }
  :focus-visible { outline: 2px solid var(--_accent); outline-offset: 2px; }
  .hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  time { color: var(--_muted); font-size: 0.8em; white-space: nowrap; }
  @media (prefers-reduced-motion: reduce) {
    * { animation: none !important; transition: none !important; }
  }
`;
