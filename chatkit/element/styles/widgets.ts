/** Widgets' own styles, adopted with the first widget. Colours come from the element's tokens; `--ink` is a part's own. */
export const widgetStyles = `
.widget { --success: light-dark(#1a7f37, #56d364); --warning: light-dark(#8a5a00, #e3b341); --info: light-dark(#0b63ce, #6cb0ff); --discovery: light-dark(#7a3fd1, #c297ff); --caution: light-dark(#9a4a00, #ffa657); min-inline-size: 0; max-inline-size: 100%; display: flex; flex-direction: column; gap: 8px; line-height: 1.5; overflow-wrap: anywhere; }
.widget:focus-visible { outline-offset: 4px; border-radius: var(--card); }
.widget[aria-busy='true'] > :first-child { opacity: .6; }
.widget p, .widget h3, .widget ul { margin: 0; padding: 0; }
.widget ul { list-style: none; }
.w-card { overflow: clip; max-inline-size: 100%; border: 1px solid var(--line); border-radius: var(--card); background: var(--bg); color: var(--text); }
.w-card[data-size='sm'] { inline-size: 360px; }
.w-card[data-size='md'] { inline-size: 440px; }
.w-card[data-size='lg'] { inline-size: 560px; }
.w-card[data-size='full'] { inline-size: 100%; }
[data-theme='light'] { color-scheme: light; color: var(--text); }
[data-theme='dark'] { color-scheme: dark; color: var(--text); }
.w-basic[data-theme] { background: var(--bg); }
.w-status { display: flex; align-items: center; gap: 6px; padding: 6px 12px !important; border-block-end: 1px solid var(--line); color: var(--muted); font-size: 12px; line-height: 16px; }
.w-favicon img { inline-size: 16px; block-size: 16px; object-fit: contain; }
.w-favicon[data-frame] img { border: 1px solid var(--line); border-radius: 4px; background: #fff; }
.w-body { padding: 12px; gap: 8px; }
.w-footer { display: flex; flex-wrap: wrap; justify-content: flex-end; gap: 8px; padding: 8px 12px; border-block-start: 1px solid var(--line); }
.w-flex { display: flex; min-inline-size: 0; max-inline-size: 100%; gap: 8px; }
.w-flex > * { min-inline-size: 0; max-inline-size: 100%; }
.w-col { flex-direction: column; }
.w-row { flex-direction: row; align-items: center; }
.w-row > .markdown, .w-row > .w-flex { flex: 0 1 auto; }
.w-flex[data-kind='Box'] { gap: 0; }
@container (max-width: 340px) { .w-row:has(> .w-button, > .w-field, > .w-image) { flex-wrap: wrap; } }
.w-spacer { flex: 1 1 0; }
.w-divider { inline-size: 100%; margin: 4px 0; border: 0; border-block-start: 1px solid var(--line); }
.w-col > .w-divider[data-flush] { inline-size: calc(100% + 24px); max-inline-size: none; margin-inline: -12px; }
.w-row > .w-divider { inline-size: 0; align-self: stretch; margin: 0 4px; border-block-start: 0; border-inline-start: 1px solid var(--line); }
.w-text { font-size: 14px; line-height: 21px; white-space: pre-wrap; }
.w-text-xs { font-size: 12px; line-height: 16px; }
.w-text-sm { font-size: 13px; line-height: 18px; }
.w-text-lg { font-size: 16px; line-height: 24px; }
.w-text-xl { font-size: 18px; line-height: 26px; }
.w-title { font: 600 15px/22px var(--font); }
.w-title-sm { font-size: 14px; line-height: 20px; }
.w-title-lg { font-size: 17px; line-height: 24px; }
.w-title-xl { font-size: 20px; line-height: 28px; }
.w-title-2xl { font-size: 24px; line-height: 32px; }
.w-title-3xl { font-size: 28px; line-height: 36px; }
.w-title-4xl { font-size: 32px; line-height: 40px; }
.w-title-5xl { font-size: 36px; line-height: 44px; }
.w-caption { color: var(--muted); font-size: 12px; line-height: 16px; }
.w-caption-lg { font-size: 13px; line-height: 18px; }
.w-label { font-size: 13px; line-height: 18px; font-weight: 600; }
.w-weight-normal { font-weight: 400; } .w-weight-medium { font-weight: 500; } .w-weight-semibold { font-weight: 600; } .w-weight-bold { font-weight: 700; }
.w-truncate { white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.w-clamp { display: -webkit-box; -webkit-box-orient: vertical; overflow: hidden; }
.w-icon { flex: none; display: inline-flex; }
.w-image { display: block; overflow: clip; min-inline-size: 0; }
.w-image img { display: block; inline-size: 100%; block-size: 100%; max-inline-size: 100%; object-fit: cover; }
.w-image .image-gate { margin: 0; max-inline-size: 100%; block-size: 100%; }
.w-image[data-frame] { border: 1px solid var(--line); }
.w-badge, .w-button { --ink: var(--muted); --on-ink: var(--bg); }
[data-color='primary'] { --ink: var(--accent); --on-ink: var(--on-accent); }
[data-color='secondary'] { --ink: var(--text); }
[data-color='success'] { --ink: var(--success); }
[data-color='danger'] { --ink: var(--danger); }
[data-color='warning'] { --ink: var(--warning); }
[data-color='caution'] { --ink: var(--caution); }
[data-color='info'] { --ink: var(--info); }
[data-color='discovery'] { --ink: var(--discovery); }
.w-badge { flex: none; display: inline-block; align-self: center; max-inline-size: 100%; padding: 1px 6px; border: 1px solid transparent; border-radius: 4px; font: 600 12px/16px var(--font); }
.w-col > .w-badge { align-self: flex-start; }
.w-badge[data-color='secondary'] { --ink: var(--muted); }
.w-badge[data-variant='soft'] { background: var(--raised); color: var(--ink); border-color: var(--line); }
.w-badge[data-variant='solid'] { background: var(--ink); color: var(--on-ink); }
.w-badge[data-variant='outline'] { border-color: currentColor; color: var(--ink); }
.w-badge[data-size='sm'] { font-size: 11px; line-height: 14px; }
.w-badge[data-size='lg'] { font-size: 13px; line-height: 18px; padding: 2px 8px; }
.w-badge[data-pill] { border-radius: 999px; }
.w-button { flex: none; display: inline-flex; align-items: center; justify-content: center; gap: 6px; max-inline-size: 100%; min-block-size: var(--target); padding: 4px 12px; border: 1px solid transparent; border-radius: var(--control); background: none; color: var(--ink); font: 600 13px/18px var(--font); cursor: pointer; }
.w-col > .w-button { align-self: flex-start; }
.w-button > span { min-inline-size: 0; }
.w-button[data-variant='solid'] { background: var(--ink); color: var(--on-ink); }
.w-button[data-variant='soft'] { background: var(--raised); border-color: var(--line); }
.w-button[data-variant='outline'] { border-color: var(--edge); }
.w-button[data-variant='outline']:hover, .w-button[data-variant='ghost']:hover { background: var(--raised); }
.w-button[data-variant='solid']:hover { filter: brightness(.95); }
.w-button:disabled, .w-button[aria-disabled='true'] { opacity: .6; cursor: default; }
.w-button[data-pill], .w-field[data-pill] { border-radius: 999px; }
.w-button[data-block], .w-field[data-block], .w-date[data-block] { inline-size: 100%; }
.w-col > .w-button[data-block] { align-self: stretch; }
.w-button[data-uniform] { padding: 4px; min-inline-size: var(--target); }
.w-button:is([data-size='lg'], [data-size='xl'], [data-size='2xl'], [data-size='3xl']) { padding: 8px 16px; font-size: 14px; line-height: 20px; }
.w-spinner { flex: none; inline-size: 14px; block-size: 14px; border: 2px solid currentColor; border-inline-end-color: transparent; border-radius: 50%; animation: w-turn 1s linear infinite; }
@keyframes w-turn { to { transform: rotate(1turn); } }
.w-field { min-inline-size: 0; max-inline-size: 100%; min-block-size: max(32px, var(--target)); padding: 5px 8px; border: 1px solid var(--edge); border-radius: var(--control); background: var(--input); color: var(--text); font: 14px/20px var(--font); }
.w-field::placeholder { color: var(--muted); opacity: 1; }
.w-field[data-variant='soft'] { background: var(--raised); }
.w-field:disabled { opacity: .6; }
.w-field:user-invalid { border-color: var(--danger); }
.w-col > :is(.w-input, .w-textarea) { inline-size: 100%; }
.w-col > :is(.w-select, .w-date) { align-self: flex-start; }
.w-row > :is(.w-input, .w-textarea) { flex: 1 1 120px; }
.w-textarea { resize: vertical; }
.w-textarea[data-grows], .w-editable { field-sizing: content; }
.w-editable { inline-size: 100%; min-block-size: 0; padding: 2px 6px; border-style: dashed; background: none; resize: none; font-family: inherit; overflow-wrap: anywhere; }
.w-date { display: inline-flex; align-items: center; gap: 2px; max-inline-size: 100%; }
.w-date > input { flex: 1; }
.w-choices { display: flex; flex-direction: column; gap: 2px 16px; border: 0; margin: 0; padding: 0; min-inline-size: 0; }
.w-choices[data-direction='row'] { flex-flow: row wrap; }
.w-choice { display: flex; align-items: flex-start; gap: 8px; min-block-size: var(--target); padding-block: 4px; font-size: 14px; line-height: 20px; cursor: pointer; }
.w-choice input { flex: none; inline-size: 16px; block-size: 16px; margin: 2px 0; accent-color: var(--accent); }
.w-list li:not(:last-child) { border-block-end: 1px solid var(--line); }
.w-row-item { position: relative; padding: 8px 12px; }
.w-row-press { position: absolute; inset: 0; inline-size: 100%; padding: 0; border: 0; background: none; cursor: pointer; }
.w-row-press:focus-visible { outline-offset: -2px; }
.w-row-press:hover { background: var(--raised); }
.w-row-item > .w-flex { position: relative; pointer-events: none; }
.w-row-item > .w-flex :is(button, a, input, select, textarea, label) { pointer-events: auto; }
.w-row-item > .w-flex > .w-flex { flex: 1 1 auto; }
.w-row-item[aria-busy='true'] { opacity: .6; }
.w-card > .w-more { margin: 4px 6px; }
.widget-problem { color: var(--danger); font-size: 13px; line-height: 18px; }
.w-chart-wait { min-block-size: 200px; }
.widget .table td > :is(p, .w-text) { font-size: 13px; line-height: 18px; }
@media (prefers-reduced-motion: reduce) { .w-spinner { animation: none; border-inline-end-color: currentColor; opacity: .6; } }
@media (forced-colors: active) {
  .w-badge, .w-button, .w-card { border-color: CanvasText; }
  .w-button { border-color: ButtonText; }
  .w-button:disabled { color: GrayText; border-color: GrayText; }
}
`;
