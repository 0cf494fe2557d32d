/** Messages' own styles, adopted with the first one. */
export const messageStyles = `
.message { position: relative; display: flex; flex-direction: column; gap: 4px; border-radius: var(--card); }
.message:focus-visible { outline-offset: 4px; }
.question { align-items: flex-end; }
.question[aria-busy='true'] .bubble { opacity: .75; }
.bubble { max-inline-size: min(100% - var(--target) - 8px, 600px); padding: 8px 12px; border-radius: var(--bubble-radius); background: var(--bubble); color: var(--bubble-text); line-height: 1.5; white-space: pre-wrap; }
.answer { background: var(--answer); line-height: 1.5; }
.tag { padding: 1px 4px; border-radius: 4px; background: var(--bg); color: var(--text); font-weight: 600; }
.quote { max-inline-size: min(88%, 600px); margin: 0; padding: 2px 10px; border-inline-start: 2px solid var(--edge); color: var(--muted); font-size: 12px; line-height: 16px; white-space: pre-wrap; }
.folded { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 4; line-clamp: 4; overflow: hidden; }
.attachments { display: flex; flex-wrap: wrap; gap: 4px; list-style: none; margin: 0; padding: 0; font-size: 12px; }
.attachments li.image { padding: 0; border: 0; }
.attachments img { display: block; max-inline-size: 160px; max-block-size: 120px; border-radius: var(--control); }
button.tag { border: 0; font: inherit; font-weight: 600; cursor: pointer; text-decoration: underline dotted; text-underline-offset: 3px; }
.attachments li { padding: 2px 8px; border: 1px solid var(--line); border-radius: var(--control); }
.actions { display: flex; gap: 2px; margin-inline-start: -6px; opacity: 0; }
.question .actions { position: absolute; inset-block-end: 4px; inset-inline-start: 0; margin: 0; }
.message:hover .actions, .message:focus-within .actions, .message:focus .actions, .log > .message:last-of-type .actions { opacity: 1; }
@media (hover: none) { .actions { opacity: 1; } }
.interrupted { margin: 0; padding: 6px 0; color: var(--muted); font-size: 12px; line-height: 16px; }
.quote .text-button + .text-button { margin-inline-start: 6px; }
.sources { display: flex; flex-direction: column; gap: 8px; margin-block: 4px; padding-block-start: 8px; border-block-start: 1px solid var(--line); font-size: 12px; line-height: 16px; }
.sources h3 { margin: 0 0 2px; font: 600 12px/16px var(--font); color: var(--muted); }
.sources ol { margin: 0; padding-inline-start: 20px; }
.sources li { padding-block: 3px; }
.sources li::marker { color: var(--muted); }
.sources li > span { display: block; text-align: left; }
.app[dir='rtl'] .sources li > span { text-align: right; }
.sources a { color: var(--accent); text-underline-offset: 2px; }
.sources :is(a, .link) { display: inline-flex; align-items: center; min-inline-size: var(--target); min-block-size: var(--target); }
.citation { font-size: 11px; line-height: 1; vertical-align: super; margin-inline: 2px 1px; }
.citation a, .citation button, .citation > span:first-child { display: inline; padding: 1px 5px; border: 1px solid var(--line); border-radius: 8px; background: var(--raised); color: var(--accent); font: 600 11px/1 var(--font); white-space: nowrap; text-decoration: none; cursor: pointer; }
.citation > span:first-child { color: var(--muted); cursor: default; }
.citation :is(a, button) { position: relative; }
.citation :is(a, button)::after { content: ''; position: absolute; inset: -8px -2px; }
.citation a:hover, .citation button:hover { border-color: var(--accent); }
.image-gate { display: flex; flex-direction: column; align-items: flex-start; gap: 2px; margin-block: 8px; min-block-size: var(--target); padding: 6px 12px; border: 1px dashed var(--edge); border-radius: var(--card); background: none; color: var(--text); font-size: 13px; line-height: 18px; text-align: start; cursor: pointer; }
.image-gate:hover { background: var(--raised); }
`;
