import { css } from 'lit';

/** The bell, its panel and the list in it. */
export const bellStyles = css`
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
    position: absolute; z-index: 20; inset: calc(100% + 0.4rem) 0 auto auto; width: min(22rem, 88vw); max-height: 26rem; overflow: auto; text-align: start;
    background: var(--_surface); border: 1px solid var(--_border); border-radius: var(--_radius);
    box-shadow: 0 12px 32px rgb(0 0 0 / 0.18); animation: appear 0.14s ease;
  }
  @keyframes appear { from { opacity: 0; translate: 0 -4px; } }
  header { display: flex; justify-content: space-between; align-items: center; padding: 0.75rem 1rem; border-bottom: 1px solid var(--_border); }
  h2 { margin: 0; font-size: 1rem; }
  header:has(.back) { justify-content: start; gap: 1rem; }
  header .actions { display: flex; align-items: center; gap: 0.9rem; }
  .icon { display: grid; place-items: center; width: 1.9rem; height: 1.9rem; margin: -0.25rem -0.4rem; border-radius: 50%; color: var(--_muted); }
  .icon:hover { background: var(--_hover); }
  .icon svg { width: 1.15rem; height: 1.15rem; }
  heliograph-preferences { padding: 0.8rem 1rem 0.4rem; }
  .link { color: var(--_accent); font-size: 0.85rem; font-weight: 600; }
  ul { list-style: none; margin: 0; padding: 0.35rem; }
  li { display: grid; grid-template-columns: minmax(0, 1fr); }
  li > .item, li > .tools { grid-area: 1 / 1; }
  .failed { margin: 0; padding: 0.1rem 0.65rem 0.6rem 1.85rem; color: var(--_alert); font-size: 0.85rem; }
  .tools { place-self: end; padding: 0.2rem 0.35rem; }
  .tool { color: var(--_muted); font-size: 0.8rem; padding: 0.3rem; text-decoration: underline; text-decoration-color: var(--_border); text-underline-offset: 2px; }
  .tool:hover, .tool[aria-expanded='true'] { color: var(--_text); }
  .stack { display: flex; justify-content: space-between; padding: 0 0.65rem 0.5rem 1.85rem; }
  .stack + ul { margin-inline-start: 1.2rem; padding: 0; border-inline-start: 2px solid var(--_border); }
  .item { display: grid; grid-template-columns: 0.6rem 1fr auto; gap: 0.1rem 0.6rem; width: 100%; padding: 0.6rem 0.65rem; border-radius: calc(var(--_radius) - 4px); text-align: start; align-items: baseline; align-content: start; min-height: 3.6rem; }
  .item:hover { background: var(--_hover); }
  .dot { width: 0.5rem; height: 0.5rem; border-radius: 50%; align-self: center; }
  .unread .dot { background: var(--_accent); }
  .unread .title { font-weight: 650; }
  .body { grid-column: 2; color: var(--_muted); font-size: 0.87rem; overflow-wrap: anywhere; }
  .empty { padding: 1.6rem 1rem; text-align: center; color: var(--_muted); }
  .more { display: block; margin: 0.2rem auto 0.7rem; }
`;
