/** Loaded with what a composer has beyond its field. */
export const composerExtrasStyles = `
.composer { position: relative; }
.composer:has(.bar) .field { flex-wrap: wrap; }
.composer:has(.bar) .writing { flex: 1 0 100%; }
.bar { display: flex; flex: 1; flex-wrap: wrap; align-items: center; gap: 4px; min-inline-size: 0; }
.bar .model { margin-inline-start: auto; }
.choice { display: inline-flex; align-items: center; gap: 4px; min-inline-size: 0; max-inline-size: 100%; min-block-size: var(--target); padding: 2px 8px; border: 1px solid transparent; border-radius: var(--control); background: none; color: var(--muted); font: 13px/18px var(--font); cursor: pointer; }
.choice:hover { background: var(--raised); color: var(--text); }
.choice[aria-pressed='true'], .choice.chosen { border-color: var(--accent); color: var(--accent); }
.choice > span { min-inline-size: 0; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.menu-place { position: relative; display: inline-flex; min-inline-size: 0; }
.menu, .suggestions { position: absolute; inset-block-end: calc(100% + 6px); z-index: 3; max-block-size: min(320px, 50vh); overflow-y: auto; padding: 4px; border: 1px solid var(--edge); border-radius: var(--card); background: var(--bg); }
.composer > .menu-place, .bar > .menu-place { position: static; }
.menu { inset-inline: -1px; }
.suggestions { inset-inline: -1px; }
.menu [role^='menuitem'], .suggestions [role='option'] { display: flex; align-items: center; gap: 8px; inline-size: 100%; min-block-size: max(32px, var(--target)); padding: 4px 8px; border: 0; border-radius: var(--control); background: none; color: var(--text); font: 13px/18px var(--font); text-align: start; cursor: pointer; }
.menu [role^='menuitem']:is(:hover, :focus-visible), .suggestions [role='option'][aria-selected='true'] { background: var(--raised); }
.menu [role^='menuitem']:focus-visible { outline-offset: -2px; }
.menu [aria-disabled='true'] { color: var(--muted); cursor: default; }
.line-words { display: flex; flex-direction: column; flex: 1; min-inline-size: 0; }
.suggestions .group-name { margin: 0; padding: 6px 8px 2px; color: var(--muted); font: 600 12px/16px var(--font); }
.suggestions .note { padding: 6px 8px; margin: 0; }
.suggestions [role='option'] .note, .menu .note { padding: 0; }
.files { display: flex; flex-wrap: wrap; gap: 6px; margin: 0; padding: 6px 6px 0; list-style: none; }
.files li { position: relative; display: flex; align-items: center; gap: 8px; max-inline-size: 100%; min-inline-size: 0; padding: 2px 2px 2px 8px; padding-inline: 8px 2px; border: 1px solid var(--line); border-radius: var(--control); background: var(--bg); font-size: 12px; line-height: 16px; }
.files li[data-fault] { border-color: var(--danger); }
.files img { inline-size: 28px; block-size: 28px; margin-inline-start: -4px; border-radius: 4px; object-fit: cover; }
.files .file-name { min-inline-size: 0; max-inline-size: 160px; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.files progress { position: absolute; inset-inline: 0; inset-block-end: 0; inline-size: 100%; block-size: 2px; border: 0; accent-color: var(--accent); }
.files .fault, .refused { color: var(--danger); }
.refused { display: flex; align-items: center; gap: 8px; margin: 0; padding: 4px 4px 0 12px; padding-inline: 12px 4px; font-size: 12px; line-height: 16px; }
.refused > span { flex: 1; min-inline-size: 0; }
.drop-zone { position: absolute; inset: 4px; z-index: 4; display: grid; place-items: center; border: 2px dashed var(--accent); border-radius: var(--card); background: var(--bg); color: var(--text); font-weight: 600; text-align: center; pointer-events: none; }
.writing { position: relative; }
.tag-mirror { position: absolute; inset-block: 0; inset-inline-start: 0; overflow: hidden; padding: 5px 4px 5px 8px; padding-inline: 8px 4px; color: transparent; font: inherit; font-size: max(14px, var(--size)); line-height: 21px; white-space: pre-wrap; overflow-wrap: break-word; pointer-events: none; }
.tag-mirror span { border-radius: 4px; background: var(--bubble); box-shadow: 0 0 0 2px var(--bubble); }
.writing:has(.tag-mirror) textarea { position: relative; }
@media (forced-colors: active) {
  .tag-mirror span { outline: 1px solid Highlight; }
  .choice.chosen, .choice[aria-pressed='true'] { border-color: Highlight; }
  .suggestions [role='option'][aria-selected='true'] { outline: 2px solid Highlight; outline-offset: -2px; }
}
`;
