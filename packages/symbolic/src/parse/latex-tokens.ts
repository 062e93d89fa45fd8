import { didYouMean } from '@chainrule/core';
import { greekNames } from '../print/greek.js';
import type { Refuse, Token } from './token.js';

const pattern =
  /(?:\s|~|\\[,;:! ]|\\(?:quad|qquad|displaystyle|limits|[bB]igg?[lrm]?)(?![A-Za-z]))+|(\d+\.?\d*|\.\d+)|\\(?:left|right)\s*(\\[A-Za-z]+|\\?[|{}]|[()[\]|.])|\\(?:operatorname\*?|mathrm|text|mathit|mathbf|mathsf|boldsymbol)\s*\{([^{}]*)\}|\\(begin|end)\{cases\}|\\([A-Za-z]+|\\|\{|\})|(\p{L})|([-+*/^_&{}()[\]<>=|,'−·])/uy;

const signs: Readonly<Record<string, string>> = {
  cdot: '*', times: '*', ast: '*', div: '/', le: '<=', leq: '<=', leqslant: '<=', ge: '>=', geq: '>=', geqslant: '>=', lt: '<', gt: '>',
  ne: '!=', neq: '!=', land: 'and', wedge: 'and', lor: 'or', vee: 'or', lnot: 'not', neg: 'not', '=': '==', '[': '(', ']': ')', '\\': ',', '&': ',', '−': '-', '·': '*',
}; // prettier-ignore
const fences: Readonly<Record<string, string>> = { '|': 'abs', '\\lvert': 'abs', '\\vert': 'abs', '\\lfloor': 'floor', '\\lceil': 'ceil' };
const closing = /^(\||\\rvert|\\vert|\\rfloor|\\rceil|\\\}|[)\]])$/;

/** What is still to be written when the arguments of a command have been read: `\frac` writes a sign after its first and a brace after its second. */
type Frame = { readonly kind: 'arguments'; readonly then: (() => void)[] } | { readonly kind: 'brace' | 'index'; readonly at: number };

/** How the words of LaTeX are known: which stand for functions, under the names the grammar looks up. */
export interface LatexNames {
  /** The function's name in the grammar, or undefined when the word is a variable. */
  functionOf(latex: string): string | undefined;
  /** Whether the word is a function only before a parenthesis: σ(x), but σ². */
  isLetter(latex: string): boolean;
  /** Names to suggest. */
  all(): string[];
}

/** d/dx, and a derivative dy/dx. */
const derivation =
  /\s*\{\s*(?:d|\\partial|\\mathrm\s*\{d\})\s*(?:\^[^{}]*|\\?\p{L}+)?\s*\}\s*\{\s*(?:d|\\partial|\\mathrm\s*\{d\})\s*\\?\p{L}/u;
/** Greek letters, and the few others that have a command: variables, unless they are functions. */
const letters = /* @__PURE__ */ (() => new RegExp(`^\\\\(?:(?:var)?(?:${greekNames.join('|')})|ell|hbar|imath|jmath)$`, 'i'))();

const airy = /i'?(?:\\left)?\(/;
const parenthesis = /\s*(?:\{\s*)?(?:\\left\s*)?\(/;
const index = /\s*_\s*(?:\{((?:[^{}]|\{[^{}]*\})*)\}|(\w))/;

/** Turns LaTeX into the words of the same expression in text. */
export function latexTokens(text: string, names: LatexNames, refuse: Refuse): Token[] {
  const out: Token[] = [];
  const frames: Frame[] = [];
  const opened: number[] = [];
  let span = { start: 0, end: 0 };
  let lastClosed = -1;

  const push = (kind: Token['kind'], word: string, variable = false): void =>
    void out.push({ kind, text: word, ...span, ...(variable && { variable }) });
  const sign = (word: string): void => {
    if (word === '(') opened.push(out.length);
    if (word === ')') lastClosed = opened.pop() ?? -1;
    push('sign', word);
  };
  const expect = (...then: (() => void)[]): void => void frames.push({ kind: 'arguments', then });
  /** An argument is complete; so may be the command it belongs to, which may itself be an argument. */
  const advance = (): void => {
    for (let top = frames[frames.length - 1]; top?.kind === 'arguments'; top = frames[frames.length - 1]) {
      const then = top.then.shift()!;
      const done = top.then.length === 0;
      if (done) frames.pop();
      const depth = frames.length;
      then();
      if (!done || frames.length > depth) return;
    }
  };
  const follows = (expected: RegExp): boolean => new RegExp(`^(?:${expected.source})`, 'u').test(text.slice(span.end, span.end + 200));
  const skip = (expected: RegExp): RegExpExecArray | null => {
    const found = new RegExp(expected.source, 'uy');
    found.lastIndex = span.end;
    const match = found.exec(text);
    if (match) span = { ...span, end: found.lastIndex };
    return match;
  };

  /** A call whose first argument is an index: J_n(x), log_b(x), ψ^(n)(x). */
  const indexed = (name: string): void => {
    push('name', name);
    sign('(');
    expect(() => {
      sign(',');
      if (skip(/\s*(?:\\left\s*)?\(/)) return;
      const after = span.end;
      expect(() => {
        if (/^\s*[\w(^]/.test(text.slice(span.end)) && text[after] !== '{')
          refuse('it is not clear where the argument ends', span, 'write its parentheses');
        sign(')');
      });
    });
  };
  const name = (latex: string): void => {
    const withIndex = names.functionOf(`${latex}_`);
    if (withIndex !== undefined && (!names.isLetter(latex) || follows(new RegExp(index.source + parenthesis.source))) && skip(/\s*_/))
      return indexed(withIndex);
    const withOrder = names.functionOf(`${latex}^`);
    if (withOrder !== undefined && skip(/\s*\^\s*(?=\{\s*(?:\\left\s*)?\()/)) return indexed(withOrder);
    const found = skip(index);
    const suffix = (found?.[1] ?? found?.[2] ?? '').replace(/\\(?:text|mathrm|operatorname)|[^\p{L}\p{N}]/gu, '');
    const prime = names.functionOf(`${latex}'`) !== undefined && skip(/\s*'/) ? "'" : '';
    const whole = latex + (suffix && `_${suffix}`) + prime;
    if (/^\\[A-Za-z]/.test(latex) && names.functionOf(whole) === undefined && !letters.test(latex) && !latex.startsWith('\\operatorname'))
      refuse(`"${latex}" is not a command that is read${didYouMean(latex.slice(1), names.all())}`, span, undefined, 'unknown-name');
    const fn = names.isLetter(whole) && !follows(parenthesis) ? undefined : names.functionOf(whole);
    const plain = whole.replace(/^\\(?:operatorname\{([^}]*)\})?/, '$1');
    push('name', fn ?? plain, fn === undefined && !/^[fgh]$/i.test(plain));
  };
  const command = (word: string): void => {
    if (/^[dt]?frac$/.test(word)) {
      if (follows(derivation)) refuse('a derivative is not read', span, 'give its formula and variable to derivative()');
      sign('{');
      return expect(
        () => sign('/'),
        () => sign('}'),
      );
    }
    if (word === 'sqrt') {
      if (!skip(/\s*\[/)) {
        push('name', 'sqrt');
        sign('(');
      } else {
        push('name', '\\root');
        sign('(');
        frames.push({ kind: 'index', at: out.length });
        return;
      }
      return expect(() => sign(')'));
    }
    if (Object.hasOwn(fences, `\\${word}`)) {
      push('name', fences[`\\${word}`]!);
      sign('(');
    } else if (closing.test(`\\${word}`)) sign(')');
    else if (word === 'infty') push('name', 'Infinity');
    else if (Object.hasOwn(signs, word)) sign(signs[word]!);
    else if (word === '{' || word === '}') sign(word === '{' ? '(' : ')');
    else name(`\\${word}`);
  };

  while (span.end < text.length) {
    pattern.lastIndex = span.end;
    const match = pattern.exec(text);
    if (match === null)
      return refuse(`"${String.fromCodePoint(text.codePointAt(span.end)!)}" has no meaning here`, { start: span.end, end: span.end + 1 });
    const [whole, number, fence, words, environment, macro, letter, plain] = match;
    span = { start: span.end, end: span.end + whole.length };
    const top = frames[frames.length - 1];
    const depth = frames.length;
    const single = top?.kind === 'arguments' && plain !== '{';
    if (number !== undefined) {
      // x^23 is x²·3.
      if (single) span = { start: span.start, end: span.start + 1 };
      push('number', single ? number[0]! : number);
    } else if (fence !== undefined) {
      if (whole.startsWith('\\left')) {
        if (Object.hasOwn(fences, fence)) push('name', fences[fence]!);
        if (fence !== '.') sign('(');
      } else if (closing.test(fence)) sign(')');
    } else if (words !== undefined) {
      if (/^\s*(for|if|when)\s*$/.test(words)) continue;
      if (/^\s*(and|or|not)\s*$/.test(words)) sign(words.trim());
      else if (/^\s*(otherwise|else)/.test(words)) {
        if (out[out.length - 1]?.text === ',') out.pop();
      } else name(words.length === 1 ? words : `\\operatorname{${words}}`);
    } else if (environment !== undefined) {
      if (environment === 'begin') {
        push('name', '\\cases');
        sign('(');
      } else {
        if (out[out.length - 1]?.text === ',') out.pop();
        sign(')');
      }
    } else if (macro !== undefined) command(macro);
    else if (letter !== undefined) {
      // SymPy writes Airy's function in plain letters.
      const word = `\\operatorname{${letter}i}`;
      name(names.functionOf(word) !== undefined && follows(airy) && skip(/i/) ? word : letter);
    } else if (plain === '{') {
      frames.push({ kind: 'brace', at: out.length });
      push('sign', '{');
      continue;
    } else if (plain === '}') {
      const frame = frames.pop();
      if (frame?.kind !== 'brace') return refuse('nothing is open that "}" could close', span);
      const { at } = frame;
      // \operatorname{f}{\left(x, y\right)} is f(x, y).
      if (out[at - 1]?.kind === 'name' && out[out.length - 1]!.text === ')' && lastClosed === at + 1) {
        out.splice(at, 1);
        lastClosed = at;
      } else push('sign', '}');
      advance();
      continue;
    } else if (plain === ']' && top?.kind === 'index') {
      frames.pop();
      sign(',');
      expect(() => sign(')'));
      continue;
    } else if (plain === '^') {
      sign('^');
      expect(() => {});
      continue;
    } else if (plain !== undefined) sign(Object.hasOwn(signs, plain) ? signs[plain]! : plain);
    else continue;
    if (single && frames.length === depth) advance();
  }
  span = { start: text.length, end: text.length };
  push('end', '');
  return out;
}
