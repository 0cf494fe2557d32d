export const layoutStyles = `
.app { display: flex; flex-direction: column; block-size: 100%; min-block-size: 0; overflow-wrap: anywhere; }
.header { display: flex; align-items: center; gap: 4px; min-block-size: 40px; padding-inline: 12px 6px; border-block-end: 1px solid var(--line); }
.header .space { flex: 1; }
.header h2 { flex: 1; min-inline-size: 0; margin: 0; font: 600 13px/18px var(--font); white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.thread { position: relative; display: flex; flex-direction: column; flex: 1; min-block-size: 0; }
.scroller { flex: 1; min-block-size: 0; overflow-y: auto; overscroll-behavior: contain; scrollbar-width: thin; }
.log, .below { inline-size: 100%; max-inline-size: 768px; margin-inline: auto; padding-inline: 12px; }
.log { display: flex; flex-direction: column; gap: var(--gap); padding-block: 16px; min-block-size: 100%; }
.log:focus { outline: none; }
.below { padding-block-end: 8px; display: flex; flex-direction: column; gap: 8px; }
.start { display: flex; flex-direction: column; gap: 16px; margin-block-start: auto; }
.greeting { margin: 0; font: 600 16px/24px var(--font); }
.starters { list-style: none; margin: 0; padding: 0; border-block-start: 1px solid var(--line); }
.starters button > span { flex: 1; }
.starters button { display: flex; align-items: center; gap: 8px; inline-size: 100%; min-block-size: max(36px, var(--target)); padding: 8px 4px; border: 0; border-block-end: 1px solid var(--line); background: none; color: inherit; font: inherit; text-align: start; cursor: pointer; }
.starters button:hover:not(:disabled) { background: var(--raised); }
.starters .icon { color: var(--accent); flex: none; }
.starters .icon:first-child { color: var(--muted); }
.starters .icon:last-child:dir(rtl) { transform: scaleX(-1); }
.wait-line { position: absolute; inset-block-start: 0; inset-inline: 0; block-size: 2px; overflow: hidden; z-index: 1; }
.wait-line::before { content: ''; position: absolute; inset-block: 0; inset-inline-start: 0; inline-size: 30%; background: var(--accent); transform: translateX(-100%); animation: slide 1.4s linear infinite; }
.wait-line:dir(rtl)::before { transform: translateX(100%); animation-name: slide-rtl; }
@keyframes slide { to { transform: translateX(333.4%); } }
@keyframes slide-rtl { to { transform: translateX(-333.4%); } }
.wait-text { min-block-size: 28px; color: var(--muted); font-size: 12px; line-height: 28px; }
.thread > .jump { position: absolute; inset-block-end: 8px; inset-inline-start: calc(50% - var(--target) / 2); background: var(--bg); border: 1px solid var(--edge); border-radius: 50%; }
.notice { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 8px; padding: 4px 4px 4px 12px; border: 1px solid var(--line); border-radius: var(--card); background: var(--raised); font-size: 13px; line-height: 18px; }
.notice[data-level='danger'] { border-color: var(--danger); }
.notice > p, .notice-text { flex: 1 1 160px; min-inline-size: 0; margin: 0; padding-block: 4px; }
.not-set-up { margin: 0; padding: 16px 12px; }
.closed { margin: 0; color: var(--muted); font-size: 12px; line-height: 16px; }
.disclaimer { color: var(--muted); font-size: 12px; line-height: 16px; }
.disclaimer[data-high-contrast] { color: var(--text); }
.disclaimer .markdown { font-size: inherit; line-height: inherit; }
.hidden { position: absolute; inline-size: 1px; block-size: 1px; margin: -1px; padding: 0; overflow: hidden; clip-path: inset(50%); white-space: nowrap; border: 0; }
@media (prefers-reduced-motion: reduce) {
  .wait-line::before, .wait-line:dir(rtl)::before { inline-size: 100%; transform: none; animation: none; }
}
`;
