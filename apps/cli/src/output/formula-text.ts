import { toLatex, toMathML } from '@chainrule/symbolic';
import type { Answer } from '../command/command.js';

/** The formulas of an answer as LaTeX, a line each. */
export const latexText = ({ latex, formulas }: Answer): string =>
  latex?.() ??
  formulas!()
    .map(({ expr }) => toLatex(expr))
    .join('\n');

/** The formulas of an answer as MathML, a line each. */
export const mathmlText = ({ formulas }: Answer): string =>
  formulas!()
    .map(({ expr }) => toMathML(expr))
    .join('\n');

/** The formulas of an answer for a document, each after what it is. */
export const markdownFormulas = ({ formulas }: Answer): string =>
  formulas!()
    .map(({ label, expr }) => `${label === '' ? '' : `${label} = `}$${toLatex(expr)}$`)
    .join('\n\n');
