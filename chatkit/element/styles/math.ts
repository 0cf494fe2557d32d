/** Styles of formulas, adopted with the first one. */
export const mathStyles = `
.math-block { display: block; max-inline-size: 100%; margin-block: 0 12px; padding-block: 2px; overflow: auto hidden; text-align: center; }
.math-block math { font-size: 1.1em; }
`;
