import { cbrt, div, elementwise, log, log10, log2, nthroot, sqrt, type Elementwise, type Expr } from '@chainrule/core';
import { read } from './grammar.js';
import { latexTokens } from './latex-tokens.js';
import { names, type Callable, type Names } from './names.js';
import type { ParseOptions } from './parse.js';
import { checkText, refusal } from './token.js';

const two = (count: number): string | undefined => (count === 2 ? undefined : '2 arguments');
const swapped = (pairs: readonly Expr[]): Expr[] => {
  const last = pairs.length % 2 === 1 ? pairs.length - 1 : pairs.length;
  return pairs.map((arg, i) => (i < last ? pairs[i ^ 1]! : arg));
};

/** Constructs of LaTeX whose arguments come in another order than those of the function they stand for. */
function constructs(base: Names): Readonly<Record<string, Callable>> {
  const piecewise = base.find('piecewise')!;
  return {
    '\\root': {
      name: '\\sqrt[n]',
      arity: 2,
      expects: two,
      build: ([n, x]) => (n!.isNumber(2) ? sqrt.of(x!) : n!.isNumber(3) ? cbrt.of(x!) : nthroot.of(x!, n!)),
    },
    '\\logarithm': {
      name: '\\log_b',
      arity: 2,
      expects: two,
      build: ([base, x]) => (base!.isNumber(2) ? log2.of(x!) : base!.isNumber(10) ? log10.of(x!) : div.of(log.of(x!), log.of(base!))),
    },
    '\\cases': { ...piecewise, name: 'cases', build: (args) => piecewise.build(swapped(args)) },
  };
}

/** How LaTeX names functions: as the table's entries write themselves, and as other programs and people do. */
const spellings: Readonly<Record<string, string>> = {
  '\\log': 'log', '\\lg': 'log10', '\\exp': 'exp', '\\psi': 'digamma', '\\theta': 'heaviside', '\\pi': 'pi', '\\operatorname{atan}_2': 'atan2', e: 'e',
  '\\max': 'max', '\\min': 'min', '\\log_': '\\logarithm', 'J_': 'besselj', '\\psi^': 'polygamma', '\\zeta^': 'zetaderivative', '\\operatorname{sinc}^': 'sincderivative',
}; // prettier-ignore

function latexNames(base: Names, functions: readonly Elementwise[]): Map<string, string> {
  const found = new Map(Object.entries(spellings));
  for (const fn of [...Object.values(elementwise), ...functions]) {
    const prefix = fn.arity > 0 && /^([^#]+)\\left\(#/.exec(fn.latex('#', '#', '#'))?.[1];
    if (prefix && base.find(fn.name) && !/[_^{]\{?#?$/.test(prefix)) found.set(prefix.replace(/_\{\\?(\w+)\}$/, '_$1'), fn.name);
  }
  return found;
}

/** A formula without the signs that set it off from a text around it: $x$, \\(x\\), \\[x\\]. Its places stay the same. */
const formulaOf = (text: string): string =>
  text.replace(
    /^\s*(\$\$?|\\[([])([^]*?)(\$\$?|\\[)\]])\s*$/,
    (_, before: string, inside: string) => ' '.repeat(text.indexOf(before) + before.length) + inside,
  );

/** Letters that are functions only before a parenthesis: σ(x), but σ². */
const letter = /^(\p{L}|\\(?:sigma|Gamma|psi|theta|zeta|Phi|varphi))$/u;

/**
 * Reads an expression in LaTeX: `\frac{1}{2} \sin^{2}\left(x\right)`, `\sqrt[3]{x}`, `\begin{cases} -x & x < 0 \\ x & \text{otherwise} \end{cases}`.
 *
 * `\ln(x)^3` is (ln x)³, `\log` the natural logarithm, `\sin^{-1}` the arcsine; letters stand side by side for a product (`xy`), `x_{1}` is the
 * variable `x_1`, `\alpha` the variable `alpha`. σ, Γ, ζ, ψ, Φ, θ (Heaviside's), W and H before a parenthesis are functions.
 * Throws as `parse` does.
 *
 * @example
 * ```ts
 * import { parseLatex, toText } from '@chainrule/symbolic';
 * toText(parseLatex('\\frac{\\ln(x)^3}{x}')); // → 'log(x)^3/x'
 * ```
 */
export function parseLatex(text: string, options: ParseOptions = {}): Expr {
  const refuse = refusal(checkText(text, 'parseLatex'), 'parseLatex');
  const base = names(options.functions);
  const special = constructs(base);
  const known = latexNames(base, options.functions ?? []);
  const functionOf = (latex: string): string | undefined => {
    const direct = known.get(latex);
    if (direct !== undefined) return direct;
    const word = /^\\(?:operatorname\{(.*)\}|([a-z]+))$/.exec(latex);
    const plain = (word?.[1] ?? word?.[2])?.trim();
    return plain === undefined ? undefined : [plain, plain.toLowerCase()].find((name) => (base.find(name)?.arity ?? 0) > 0);
  };
  const table: Names = {
    ...base,
    find: (name) => (Object.hasOwn(special, name) ? special[name] : base.find(name)),
  };
  return read(
    latexTokens(formulaOf(text), { functionOf, isLetter: (latex) => letter.test(latex) && latex !== 'e', all: base.all }, refuse),
    table,
    refuse,
  );
}
