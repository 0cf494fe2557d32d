export const historyStyles = `
.history { position: relative; display: flex; flex-direction: column; flex: 1; min-block-size: 0; inline-size: 100%; max-inline-size: 768px; margin-inline: auto; padding: 12px; overflow-y: auto; }
.search, .entries input { flex: none; inline-size: 100%; min-block-size: max(32px, var(--target)); padding: 4px 8px; border: 1px solid var(--edge); border-radius: var(--control); background: var(--input); font-size: 14px; }
.history-note { margin: 0; color: var(--muted); font-size: 13px; line-height: 18px; }
.history-note:not(:empty) { padding-block: 12px; }
.entries { list-style: none; margin: 8px 0 0; padding: 0; }
.entries li { display: flex; flex-wrap: wrap; align-items: center; gap: 4px; min-block-size: 40px; border-block-end: 1px solid var(--line); }
.entries li[aria-current] .entry-title { font-weight: 600; }
.entries li > p { flex: 1 1 160px; margin: 0; font-size: 13px; line-height: 18px; }
.entries form input { flex: 1; inline-size: 0; min-inline-size: 0; }
.entries form { display: flex; flex: 1; gap: 4px; padding-block: 4px; }
.entry { flex: 1; min-inline-size: 0; display: flex; align-items: baseline; justify-content: space-between; gap: 8px; min-block-size: 36px; padding: 8px 4px; border: 0; border-radius: var(--control); background: none; text-align: start; cursor: pointer; }
.entry:hover { background: var(--raised); }
.entry-title { min-inline-size: 0; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.entry .note { flex: none; }
.entries .icon-button { opacity: 0; }
.entries li:hover .icon-button, .entries li:focus-within .icon-button { opacity: 1; }
@media (hover: none) { .entries .icon-button { opacity: 1; } }
`;
