/** Styles of tasks, workflows, questions of the server and images it makes; adopted with the first of them. */
export const itemStyles = `
.steps { min-inline-size: 0; font-size: 13px; line-height: 18px; }
.steps-head { display: flex; align-items: center; gap: 6px; max-inline-size: 100%; min-block-size: var(--target); padding: 4px 6px; margin-inline-start: -6px; border: 0; border-radius: var(--control); background: none; color: var(--muted); font: 13px/18px var(--font); text-align: start; cursor: pointer; }
.steps-head:hover { background: var(--raised); color: var(--text); }
.steps-head > span { min-inline-size: 0; }
.steps-arrow { flex: none; display: inline-flex; transform: rotate(180deg); }
.steps-arrow:dir(rtl) { transform: none; }
.steps-head[aria-expanded='true'] > .steps-arrow { transform: rotate(-90deg); }
.steps-list { list-style: none; margin: 4px 0 0; padding-inline-start: 7px; display: flex; flex-direction: column; gap: 8px; border-inline-start: 1px solid var(--line); }
.step { display: grid; grid-template-columns: 16px minmax(0, 1fr); gap: 8px; align-items: start; color: var(--muted); font-size: 13px; line-height: 18px; }
.step-mark { display: grid; place-items: center; inline-size: 16px; block-size: 18px; color: var(--muted); }
.step[data-status='complete'] .step-mark { color: var(--accent); }
.step-dot { inline-size: 6px; block-size: 6px; border-radius: 50%; background: currentColor; forced-color-adjust: none; }
.step-turn { inline-size: 12px; block-size: 12px; border: 2px solid currentColor; border-inline-end-color: transparent; border-radius: 50%; animation: step-turn 1s linear infinite; }
@keyframes step-turn { to { transform: rotate(1turn); } }
.step-title { display: flex; align-items: center; gap: 6px; margin: 0; color: var(--text); }
.step .markdown { font-size: 13px; line-height: 19px; color: var(--muted); }
.step-words { list-style: none; display: flex; flex-wrap: wrap; gap: 4px; margin: 4px 0 0; padding: 0; font-size: 12px; line-height: 16px; }
.step-words > li { max-inline-size: 100%; padding: 2px 8px; border: 1px solid var(--line); border-radius: 10px; background: var(--raised); }
.step-words a { display: inline-block; color: var(--accent); text-underline-offset: 2px; }
.step-words .note { margin-inline-start: 4px; }
.questions { display: flex; flex-direction: column; gap: 12px; padding: 12px; border: 1px solid var(--line); border-radius: var(--card); background: var(--bg); }
.questions fieldset { min-inline-size: 0; margin: 0; padding: 0; border: 0; display: flex; flex-direction: column; gap: 2px; }
.questions legend { padding: 0; margin-block-end: 4px; font-weight: 600; }
.questions .note { margin: 0 0 4px; }
.questions textarea { inline-size: 100%; min-block-size: 60px; padding: 5px 8px; border: 1px solid var(--edge); border-radius: var(--control); background: var(--input); font: 14px/20px var(--font); resize: vertical; field-sizing: content; max-block-size: 12lh; }
.option { display: flex; align-items: flex-start; gap: 8px; min-block-size: var(--target); padding: 4px 0; line-height: 20px; cursor: pointer; }
.option input { flex: none; inline-size: 16px; block-size: 16px; margin: 2px 0; accent-color: var(--accent); }
.questions-foot { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; }
.questions-foot .primary { border-color: var(--accent); background: var(--accent); color: var(--on-accent); }
.questions-foot .button[aria-disabled='true'] { opacity: .6; cursor: default; }
.questions-problem { margin: 0; color: var(--danger); font-size: 13px; line-height: 18px; }
.answers { margin: 0; display: flex; flex-direction: column; gap: 8px; padding: 10px 12px; border: 1px solid var(--line); border-radius: var(--card); }
.answers dt { color: var(--muted); font-size: 12px; line-height: 16px; }
.answers dd { margin: 2px 0 0; white-space: pre-wrap; }
.made-image { display: flex; flex-direction: column; gap: 6px; align-items: flex-start; }
.made-image img { display: block; max-inline-size: 100%; block-size: auto; border-radius: var(--card); }
.made-image progress { appearance: none; inline-size: min(240px, 100%); block-size: 4px; border: 0; border-radius: 2px; background: var(--line); overflow: hidden; }
.made-image progress::-webkit-progress-bar { background: var(--line); }
.made-image progress::-webkit-progress-value { background: var(--accent); }
.made-image progress::-moz-progress-bar { background: var(--accent); }
.made-image .note { margin: 0; }
@media (prefers-reduced-motion: reduce) { .step-turn { animation: none; border-inline-end-color: currentColor; opacity: .6; } }
`;
