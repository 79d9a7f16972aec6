import { figureColours } from '../plots/figure-colours.ts';
import { mostWords } from './table-html.ts';

/** The cells of numbers in tables that name only the column where these begin. */
const numbersFrom = Array.from(
  { length: mostWords },
  (_, place) => `, .from-${place + 1} td:nth-child(n+${place + 1})`,
).join('');

/** The style of every page: light and dark by the system's setting, from 380 px up, and on paper. */
export const pageStyle = `${figureColours}
:root { color-scheme: light dark; --ink: #1a1a1a; --paper: #fff; --soft: #f3f3f3; --line: #ccc; --accent: #005a9c; --warn: #b35900; --shade: rgba(0, 0, 0, 0.35); }
@media (prefers-color-scheme: dark) { :root { --ink: #e8e8e8; --paper: #161616; --soft: #232323; --line: #444; --accent: #7db8ff; --warn: #ffb066; --shade: rgba(255, 255, 255, 0.4); } }
* { box-sizing: border-box; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 72rem; margin: 0 auto; padding: 1rem; color: var(--ink); background: var(--paper); overflow-wrap: anywhere; }
a { color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
h1 { font-size: 1.6rem; line-height: 1.2; } h2 { font-size: 1.25rem; margin-top: 2.2rem; } h3 { font-size: 1.05rem; }
nav ol { columns: 20rem; column-gap: 3rem; padding-left: 1.8rem; } nav li li { break-inside: avoid; } nav ol ol { columns: auto; } nav > ol { list-style: none; padding: 0; }
.wide { overflow-x: auto; border: 1px solid var(--line); border-radius: 4px; background: linear-gradient(to right, var(--paper) 40%, transparent) left / 3rem 100%, linear-gradient(to left, var(--paper) 40%, transparent) right / 3rem 100%, linear-gradient(to right, var(--shade), transparent) left / 0.9rem 100%, linear-gradient(to left, var(--shade), transparent) right / 0.9rem 100%; background-repeat: no-repeat; background-attachment: local, local, scroll, scroll; }
.scrolls::before { content: "scroll sideways ↔"; position: sticky; left: 0; display: block; width: max-content; padding: 0.1rem 0.5rem; font-size: 0.85rem; font-style: italic; }
.wide:focus-visible { outline-offset: -3px; }
table { border-collapse: collapse; width: 100%; font-size: 0.9rem; }
th, td { padding: 0.25rem 0.7rem; text-align: left; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: normal; }
thead th { background: var(--soft); white-space: nowrap; }
thead button { all: unset; cursor: pointer; font-weight: bold; }
thead button:focus-visible { outline: 3px solid var(--accent); }
th[aria-sort=ascending] button::after { content: " ▲"; } th[aria-sort=descending] button::after { content: " ▼"; }
tr.group td { border-top: 2px solid var(--ink); }
.number${numbersFrom} { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
figure { margin: 1.2rem 0 2.2rem; } figure h3 { margin-bottom: 0.2rem; }
figure > .wide { width: fit-content; max-width: 100%; padding: 0.4rem; }
figcaption { margin-bottom: 0.5rem; }
svg { display: block; font-family: system-ui, sans-serif; }
.series { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: 0.2rem 1rem; font-size: 0.9rem; }
.series svg { display: inline-block; vertical-align: -1px; margin-right: 0.35rem; }
ul.tree, .tree ul { list-style: none; padding-left: 1.2rem; } .tree details { margin: 0; } .tree i { opacity: 0.75; }
details { margin: 0.5rem 0; } summary { cursor: pointer; }
dt { font-weight: bold; } dd { margin: 0 0 0.4rem 1.2rem; }
.warnings { border-left: 4px solid var(--warn); padding-left: 2rem; }
.summary { font-size: 1.08rem; }
input { font: inherit; padding: 0.3rem 0.5rem; max-width: 100%; color: inherit; background: var(--paper); border: 1px solid var(--ink); border-radius: 4px; }
[hidden] { display: none; }
@media print { body { max-width: none; font-size: 11px; } .wide { overflow: visible; border: 0; background: none; } .scrolls::before { display: none; } nav, .filter { display: none; } figure, tr { break-inside: avoid; } svg { max-width: 100%; height: auto; } }
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
`;
