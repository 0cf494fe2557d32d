export const composerStyles = `
.composer { border: 1px solid var(--edge); border-radius: var(--card); background: var(--input); }
.composer:focus-within { border-color: var(--accent); outline: 1px solid var(--accent); outline-offset: 0; }
.composer[data-closed] { background: var(--raised); }
.field { display: flex; align-items: flex-end; gap: 4px; padding: 3px; border: 0; }
.writing { flex: 1; min-inline-size: 0; display: flex; }
.field textarea { field-sizing: content; flex: 1; min-inline-size: 0; inline-size: 0; min-block-size: 30px; max-block-size: calc(8lh + 8px); padding: 5px 4px 4px 8px; padding-inline: 8px 4px; border: 0; background: none; outline: none; resize: none; font: inherit; font-size: max(14px, var(--size)); line-height: 21px; overflow-y: auto; }
.field textarea::placeholder { color: var(--muted); opacity: 1; }
.send { flex: none; display: grid; place-items: center; inline-size: var(--target); block-size: var(--target); margin: 1px; padding: 0; border: 0; border-radius: var(--control); background: var(--accent); color: var(--on-accent); cursor: pointer; }
.send[aria-disabled='true'] { background: var(--raised); color: var(--muted); cursor: default; }
.reply { display: flex; align-items: center; gap: 8px; margin: 4px 4px 0 8px; margin-inline: 8px 4px; padding-inline-start: 8px; border-inline-start: 2px solid var(--edge); color: var(--muted); font-size: 12px; line-height: 16px; }
.reply > span { flex: 1; min-inline-size: 0; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
@media (forced-colors: active) {
  .send { border: 1px solid ButtonText; }
  .send[aria-disabled='true'] { border-color: GrayText; color: GrayText; }
}
`;
