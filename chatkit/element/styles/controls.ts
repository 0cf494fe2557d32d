export const controlStyles = `
button, input, textarea { font: inherit; color: inherit; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.icon { flex: none; display: block; }
.icon-button { flex: none; display: inline-grid; place-items: center; inline-size: var(--target); block-size: var(--target); padding: 0; border: 0; border-radius: var(--control); background: none; color: var(--muted); cursor: pointer; }
.icon-button:hover { background: var(--raised); color: var(--text); }
.icon-button[aria-pressed='true'] { color: var(--accent); }
.icon-button[aria-pressed='true'] .icon { fill: currentColor; }
.icon-button:disabled { opacity: .5; cursor: default; }
.text-button, .link { display: inline; padding: 0; border: 0; background: none; color: var(--accent); font: inherit; text-align: start; cursor: pointer; }
.text-button { min-block-size: var(--target); padding: 4px 6px; margin-inline: -6px; border-radius: var(--control); font-weight: 600; }
.text-button:hover { background: var(--raised); }
.link { text-decoration: underline; text-underline-offset: 2px; }
.button { min-block-size: var(--target); padding: 4px 12px; border: 1px solid var(--edge); border-radius: var(--control); background: var(--bg); color: var(--text); font: 600 13px/18px var(--font); cursor: pointer; }
.button:hover { background: var(--raised); }
.button.danger { border-color: var(--danger); color: var(--danger); }
.note { color: var(--muted); font-size: 12px; line-height: 16px; }
@media (forced-colors: active) {
  .icon-button:focus-visible, .button:focus-visible, .send:focus-visible { outline-color: Highlight; }
  .icon-button[aria-pressed='true'] { border: 1px solid Highlight; }
  .starters .icon { color: ButtonText; }
  .wait-line::before { background: Highlight; forced-color-adjust: none; }
  .bubble, .quote, .notice, .code, .reply { border: 1px solid CanvasText; }
}
`;
