/** The style of all pages, light and dark, wide and narrow. */
export const STYLE = `
:root { color-scheme: light dark; --text: light-dark(#1c2330, #e8ebf2); --muted: light-dark(#566072, #a5aebf);
  --page: light-dark(#f5f7fb, #12161f); --card: light-dark(#fff, #1b212d); --line: light-dark(#d9dfea, #333c4d);
  --accent: light-dark(#1f5fd0, #86b0ff); --warn: light-dark(#8a4b00, #ffc27a); }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 16px/1.55 system-ui, sans-serif; }
main { max-width: 46rem; margin: 0 auto; padding: 3rem 1.25rem; }
main.wide { max-width: 60rem; }
h1 { font-size: 1.7rem; line-height: 1.25; margin: 0 0 .25rem; } h2 { font-size: 1.1rem; margin: 0 0 .5rem; }
h1, p, dd, td { overflow-wrap: anywhere; }
p { margin: 0 0 .75rem; } p:last-child { margin-bottom: 0; } .muted { color: var(--muted); }
a { color: var(--accent); }
section { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 1.25rem; margin-top: 1.25rem; }
section.warning { border-color: var(--warn); } section.warning h2 { color: var(--warn); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .4rem 1rem; margin: 0; }
dt { color: var(--muted); } dd { margin: 0; min-width: 0; }
code { font: .9em ui-monospace, monospace; overflow-wrap: anywhere; color: var(--accent); }
ol { margin: 0; padding-left: 1.25rem; } li { margin-bottom: .5rem; }
header { display: flex; flex-wrap: wrap; gap: 1rem; justify-content: space-between; align-items: flex-start; }
header > div { flex: 1 1 16rem; min-width: 0; } header p { margin: 0; } footer { margin-top: 1.25rem; }
button { font: inherit; color: var(--text); background: var(--card); border: 1px solid var(--line); border-radius: 8px;
  padding: .4rem .9rem; cursor: pointer; }
button:hover { border-color: var(--accent); } :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
table { width: 100%; border-collapse: collapse; } th, td { text-align: left; vertical-align: top; padding: .45rem .75rem .45rem 0; }
th { color: var(--muted); font-weight: 400; white-space: nowrap; } td code { white-space: nowrap; } tbody tr { border-top: 1px solid var(--line); } tr.over td { color: var(--muted); }
@media (max-width: 44rem) { thead { display: none; } tr, td { display: block; } td { padding: 0; } td code { white-space: normal; } tbody tr { padding: .6rem 0; }
  td[data-label]::before { content: attr(data-label) ': '; color: var(--muted); } td:first-child { font-weight: 600; } }
@media (max-width: 30rem) { main { padding-top: 1.5rem; } dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: .6rem; } }
`;
