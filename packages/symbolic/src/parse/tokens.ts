import type { Refuse, Token } from './token.js';

const pattern =
  /\s+|((?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|([\p{L}_∞][\p{L}\p{M}\p{Nd}_₀-₉]*)|([⁰¹²³⁴-⁹⁺⁻]+)|(\*\*|[<>=!]=|&&|[-+*/^(),<>=!?:|·⋅×∙÷−–≤≥≠∧∨¬√∛])/uy;

const spelling: Readonly<Record<string, string>> = {
  '**': '^', '·': '*', '⋅': '*', '×': '*', '∙': '*', '÷': '/', '−': '-', '–': '-', '≤': '<=', '≥': '>=', '≠': '!=', '=': '==',
  '&&': 'and', '∧': 'and', '∨': 'or', '!': 'not', '¬': 'not', '√': 'sqrt', '∛': 'cbrt',
}; // prettier-ignore
const words = /^(and|or|not)$/;
const raised = '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻';

/** Splits an expression in plain text into its words; the last is an `end`. */
export function tokens(text: string, refuse: Refuse): Token[] {
  const found: Token[] = [];
  const push = (kind: Token['kind'], word: string, start: number, end: number): void => void found.push({ kind, text: word, start, end });
  for (let start = 0; start < text.length;) {
    pattern.lastIndex = start;
    const match = pattern.exec(text);
    if (match === null) return refuse(`"${String.fromCodePoint(text.codePointAt(start)!)}" has no meaning here`, { start, end: start + 1 });
    const [whole, number, name, power, sign] = match;
    const end = start + whole.length;
    if (number !== undefined) push('number', number, start, end);
    else if (name !== undefined) push(words.test(name) ? 'sign' : 'name', subscripts(name), start, end);
    else if (sign !== undefined) push('sign', Object.hasOwn(spelling, sign) ? spelling[sign]! : sign, start, end);
    else if (power !== undefined) {
      // x² is x^(2), x⁻¹ is x^(-1).
      push('sign', '^', start, end);
      push('sign', '(', start, end);
      const lowered = power.replace(/./gu, (letter) => '0123456789+-'[raised.indexOf(letter)]!);
      for (const [word] of lowered.matchAll(/\d+|./g)) push(/\d/.test(word) ? 'number' : 'sign', word, start, end);
      push('sign', ')', start, end);
    }
    start = end;
  }
  push('end', '', text.length, text.length);
  return found;
}

/** x₁ is the variable x_1. */
const subscripts = (name: string): string =>
  name.length === 1 ? name : name.replace(/_?([₀-₉]+)/g, (_, digits: string) => `_${digits.normalize('NFKC')}`);
