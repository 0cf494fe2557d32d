/** What a line of words needs: the disclaimer and the notices. */
export const shortMarkdownStyles = `
.markdown { min-inline-size: 0; }
.markdown > :last-child, .markdown > .chapter:last-child > .group:last-child > :last-child { margin-block-end: 0; }
.markdown p { margin-block: 0 12px; }
.markdown a { color: var(--accent); text-underline-offset: 2px; }
.markdown .raw, .markdown .surplus { white-space: pre-wrap; }
`;

/**
 * Everything else that Markdown draws, adopted with the first message. What of an answer is out of sight is neither laid
 * out nor painted; what stands around the composer always is, so that the composer never moves by it.
 */
export const markdownStyles = `
.group, .chapter { display: flow-root; margin-inline: -4px; padding-inline: 4px; }
.log [data-skippable] { content-visibility: auto; }
.markdown p, .markdown ul, .markdown ol, .markdown blockquote, .markdown hr, .markdown .table, .markdown .code { margin-block: 0 12px; }
.markdown h3 { margin-block: 0 8px; padding-block-start: 4px; font: 600 15px/22px var(--font); }
.markdown .depth-1 { font-size: 17px; line-height: 24px; }
.markdown .depth-2 { font-size: 16px; line-height: 24px; }
.markdown .depth-4, .markdown .depth-5, .markdown .depth-6 { font-size: 14px; }
.markdown :is(ul, ol) { padding-inline-start: 24px; }
.markdown li { margin-block: 4px; }
.markdown li :is(ul, ol) { margin-block: 4px; }
.markdown li > p { margin-block: 0 6px; }
.markdown li.task { list-style: none; margin-inline-start: -20px; color: inherit; font-size: inherit; line-height: inherit; }
.markdown li.task > p:first-child { display: inline; }
.markdown input[type='checkbox'] { margin: 0 6px 0 0; margin-inline: 0 6px; vertical-align: -2px; accent-color: var(--accent); }
.markdown blockquote { margin-inline: 0; padding-inline-start: 12px; border-inline-start: 2px solid var(--line); color: var(--muted); }
.markdown hr { border: 0; border-block-start: 1px solid var(--line); }
.markdown img { display: block; max-inline-size: 100%; block-size: auto; border-radius: var(--control); }
.markdown :not(pre) > code { padding: 1px 4px; border-radius: 4px; background: var(--raised); font: .93em var(--mono); unicode-bidi: isolate; }
.code { margin-inline: 0; border: 1px solid var(--line); border-radius: var(--card); background: var(--raised); overflow: hidden; }
.code figcaption { display: flex; align-items: center; justify-content: space-between; gap: 8px; min-block-size: 28px; padding-inline: 12px 8px; color: var(--muted); font-size: 12px; line-height: 16px; }
.code .text-button { margin: 0; font-size: 12px; }
.code pre { margin: 0; padding: 4px 12px 12px; overflow-x: auto; font: 13px/19px var(--mono); text-align: left; tab-size: 4; }
.code pre:focus-visible { outline-offset: -2px; }
.table { overflow-x: auto; }
.table table { border-collapse: collapse; font-size: 13px; line-height: 18px; }
.table :is(th, td) { padding: 6px 10px; border: 1px solid var(--line); text-align: start; overflow-wrap: normal; }
.table th { background: var(--raised); font-weight: 600; }
.table .align-center { text-align: center; }
.table .align-right { text-align: end; }
`;
