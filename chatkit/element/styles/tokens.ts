/**
 * Colours and sizes. A host's custom property wins over the theme option, and that over these defaults.
 *
 * Set from outside: `--chatkit-bg -text -primary -border -input-bg -message-user -message-assistant`, and as ours
 * `-raised -muted -danger -on-primary -field-edge`.
 */
export const tokenStyles = `
:host { display: block; block-size: 100%; min-inline-size: 0; container-type: inline-size; }
:host([hidden]) { display: none; }
*, *::before, *::after { box-sizing: border-box; }
.app {
  color-scheme: light;
  --bg: var(--chatkit-bg, var(--theme-bg, light-dark(#ffffff, #1b1d20)));
  --raised: var(--chatkit-raised, var(--theme-raised, light-dark(#f6f8fa, #26292d)));
  --text: var(--chatkit-text, var(--theme-text, light-dark(#1f2328, #e6e8ea)));
  --muted: var(--chatkit-muted, var(--theme-muted, light-dark(#59636e, #a3abb4)));
  --line: var(--chatkit-border, var(--theme-line, light-dark(#d0d7de, #3a3f45)));
  --edge: var(--chatkit-field-edge, var(--theme-edge, light-dark(#8c959f, #6b7480)));
  --accent: var(--chatkit-primary, var(--theme-accent, light-dark(#0d7d62, #2fbf9a)));
  --on-accent: var(--chatkit-on-primary, var(--theme-on-accent, light-dark(#ffffff, #10241e)));
  --bubble: var(--chatkit-message-user, var(--theme-bubble, light-dark(#e8f4f0, #173b31)));
  --bubble-text: var(--theme-bubble-text, var(--text));
  --answer: var(--chatkit-message-assistant, transparent);
  --input: var(--chatkit-input-bg, var(--bg));
  --danger: var(--chatkit-danger, light-dark(#b42318, #ff8f85));
  --size: var(--theme-size, 14px);
  --font: var(--theme-font, system-ui, sans-serif);
  --mono: var(--theme-mono, ui-monospace, 'SFMono-Regular', Menlo, Consolas, monospace);
  --card: 8px;
  --control: 6px;
  --bubble-radius: 16px;
  --gap: 16px;
  --target: 28px;
  font: 400 var(--size)/1.5 var(--font);
  color: var(--text);
  background: var(--bg);
}
.app[data-scheme='dark'] { color-scheme: dark; }
.app[data-radius='round'] { --bubble-radius: 12px; }
.app[data-radius='soft'] { --card: 6px; --control: 4px; --bubble-radius: 8px; }
.app[data-radius='sharp'] { --card: 0px; --control: 0px; --bubble-radius: 0px; }
.app[data-density='compact'] { --gap: 8px; }
.app[data-density='spacious'] { --gap: 24px; }
@media (pointer: coarse) { .app { --target: 44px; } }
`;
