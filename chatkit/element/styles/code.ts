/** Colours of code, 4.5 : 1 on the raised background of both schemes; adopted with the first block. */
export const codeStyles = `
.hljs-comment, .hljs-quote { color: light-dark(#59636e, #9aa4ae); font-style: italic; }
.hljs-keyword, .hljs-selector-tag, .hljs-literal, .hljs-section, .hljs-doctag, .hljs-name, .hljs-strong { color: light-dark(#a3204b, #ff8fa3); }
.hljs-string, .hljs-regexp, .hljs-addition, .hljs-attribute, .hljs-meta .hljs-string { color: light-dark(#0a5c45, #6fd6b3); }
.hljs-title, .hljs-title.class_, .hljs-title.function_, .hljs-selector-id, .hljs-selector-class { color: light-dark(#6a32b9, #cfa8ff); }
.hljs-number, .hljs-variable, .hljs-template-variable, .hljs-type, .hljs-attr, .hljs-built_in, .hljs-symbol, .hljs-bullet, .hljs-link { color: light-dark(#0b4fa8, #86bdff); }
.hljs-meta, .hljs-selector-attr, .hljs-selector-pseudo, .hljs-deletion { color: light-dark(#8a4200, #ffb27a); }
.hljs-emphasis { font-style: italic; }
.hljs-strong { font-weight: 600; }
@media (forced-colors: active) { [class^='hljs-'] { color: CanvasText; } }
`;
