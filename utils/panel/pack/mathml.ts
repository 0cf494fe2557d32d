/** MathML elements whose children are written by a TeX command, in order. */
const COMMANDS: Record<string, (parts: string[]) => string> = {
  mfrac: ([top = '', bottom = '']) => `\\frac{${top}}{${bottom}}`,
  msqrt: (parts) => `\\sqrt{${parts.join('')}}`,
  mroot: ([base = '', index = '']) => `\\sqrt[${index}]{${base}}`,
  msup: ([base = '', above = '']) => `${group(base)}^${group(above)}`,
  msub: ([base = '', below = '']) => `${group(base)}_${group(below)}`,
  msubsup: ([base = '', below = '', above = '']) => `${group(base)}_${group(below)}^${group(above)}`,
  munder: ([base = '', below = '']) => `${group(base)}_${group(below)}`,
  mover: ([base = '', above = '']) =>
    ACCENTS[above] ? `${ACCENTS[above]}{${base}}` : `${group(base)}^${group(above)}`,
  munderover: ([base = '', below = '', above = '']) => `${group(base)}_${group(below)}^${group(above)}`,
  mtable: (rows) => `\\begin{matrix}${rows.join(' \\\\ ')}\\end{matrix}`,
  mtr: (cells) => cells.join(' & '),
};
const ACCENTS: Record<string, string> = { '¯': '\\overline', '^': '\\hat', '~': '\\tilde', '→': '\\vec', '˙': '\\dot' };
const NAMES: Record<string, string> = {
  '∑': '\\sum', '∏': '\\prod', '∫': '\\int', '∞': '\\infty', '≤': '\\le', '≥': '\\ge', '≠': '\\ne', '≈': '\\approx', '→': '\\to',
  '×': '\\times', '⋅': '\\cdot', '±': '\\pm', '∈': '\\in', '∂': '\\partial', '∇': '\\nabla', '−': '-', '√': '\\surd', 'α': '\\alpha',
  'β': '\\beta', 'γ': '\\gamma', 'δ': '\\delta', 'ε': '\\epsilon', 'θ': '\\theta', 'λ': '\\lambda', 'μ': '\\mu', 'π': '\\pi',
  'σ': '\\sigma', 'φ': '\\phi', 'ω': '\\omega', 'Δ': '\\Delta', 'Σ': '\\Sigma', 'Ω': '\\Omega',
}; // prettier-ignore
const MAX_DEPTH = 60;

/**
 * TeX of a `math` element: its own annotation where the page gives one
 * (https://www.w3.org/TR/mathml-core/#semantics-and-presentation), else written from its presentation elements. What has
 * no command of its own is written as it stands.
 */
export function texOf(math: Element): string {
  const annotation = math.querySelector('annotation[encoding="application/x-tex"]');
  const given = annotation?.textContent ?? math.getAttribute('alttext');
  return given?.trim() ? given.trim() : write(math, 0).trim();
}

function write(element: Element, depth: number): string {
  const { localName } = element;
  if (depth > MAX_DEPTH) return element.textContent;
  if (localName.startsWith('annotation')) return '';
  if (localName === 'mtext') return `\\text{${element.textContent}}`;
  if (element.children.length === 0) return symbol(element.textContent.trim());
  const parts = Array.from(element.children, (child) => write(child, depth + 1));
  return COMMANDS[localName]?.(parts) ?? parts.join('');
}

function symbol(text: string): string {
  // Invisible operators (times, application of a function) say nothing in TeX.
  const plain = text.replace(/[\u2061-\u2064]/g, '');
  const name = NAMES[plain];
  if (name) return name.startsWith('\\') ? `${name} ` : name;
  return /^(?:sin|cos|tan|log|ln|exp|lim|max|min|det|gcd)$/.test(plain) ? `\\${plain} ` : plain;
}

const group = (part: string) => (/^(?:.|\\[a-zA-Z]+) ?$/u.test(part) ? part.trim() : `{${part.trim()}}`);
