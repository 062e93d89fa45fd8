// Text side: parse, print, compile.
export { parse, type ParseOptions } from './parse/parse.js';
export { parseLatex } from './parse/parse-latex.js';
export { toText } from './print/text.js';
export { toLatex } from './print/latex.js';

// Algebra side: differentiate, simplify, explain, calculus.
