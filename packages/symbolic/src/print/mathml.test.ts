import { elementwise, Expr, sin } from '@chainrule/core';
import { describe, expect, test } from 'vitest';
import { parse } from '../parse/parse.js';
import { toMathML } from './mathml.js';

const inside = (text: string): string => toMathML(parse(text)).replace(/^<math[^>]*>|<\/math>$/g, '');

/** The names of open elements when the text ends, which is none when all is nested rightly. */
function unclosed(markup: string): string[] {
  const open: string[] = [];
  for (const [, slash, name] of markup.matchAll(/<(\/?)(\w+)[^>]*>/g)) {
    if (!slash) open.push(name!);
    else if (open.pop() !== name) return [`mismatched ${name!}`];
  }
  return open;
}

/** How many children the elements have that must have two. */
const pairs = (markup: string): boolean => {
  const stack: { name: string; children: number }[] = [];
  for (const [, slash, name] of markup.matchAll(/<(\/?)(\w+)[^>]*>/g)) {
    if (!slash) {
      if (stack.length > 0) stack[stack.length - 1]!.children++;
      stack.push({ name: name!, children: 0 });
    } else if (/^(mfrac|msup|msub|mroot)$/.test(name!) && stack[stack.length - 1]!.children !== 2) return false;
    if (slash) stack.pop();
  }
  return true;
};

describe('toMathML', () => {
  test.each([
    ['x_1/2', '<mfrac><msub><mi>x</mi><mn>1</mn></msub><mn>2</mn></mfrac>'],
    ['(x + 1)^2', '<msup><mrow><mo>(</mo><mrow><mi>x</mi><mo>+</mo><mn>1</mn></mrow><mo>)</mo></mrow><mn>2</mn></msup>'],
    ['sqrt(alpha)', '<msqrt><mi>α</mi></msqrt>'],
    ['x < -1/2', '<mrow><mi>x</mi><mo>&lt;</mo><mrow><mo>−</mo><mfrac><mn>1</mn><mn>2</mn></mfrac></mrow></mrow>'],
    ['2*3', '<mrow><mn>2</mn><mo>·</mo><mn>3</mn></mrow>'],
    ['sigmoid(x)', '<mrow><mi>σ</mi><mo>\u2061</mo><mrow><mo>(</mo><mi>x</mi><mo>)</mo></mrow></mrow>'],
  ])('%s', (text, markup) => expect(inside(text)).toBe(markup));

  test.each(Object.values(elementwise).map((fn) => [fn.name, fn] as const))('%s is well formed', (_, fn) => {
    const call = fn.of(...['x', 'rate', 'beta_1'].slice(0, fn.arity).map((name) => Expr.variable(name).plus(1)));
    const markup = toMathML(call.power(call).over(call.negated()));
    expect(unclosed(markup)).toEqual([]);
    expect(pairs(markup)).toBe(true);
    expect(markup).not.toMatch(/\\|undefined|[{}#]<\/mi>/);
  });

  test('no formula is too deep', () => {
    let deep = Expr.variable('x');
    for (let i = 0; i < 10_000; i++) deep = sin.of(deep);
    expect(toMathML(deep).length).toBeGreaterThan(10_000);
  });
});

test('parts can be named: within parentheses, and nothing else changes', () => {
  const whole = parse('(x + 1)^2 sin(x + 1)');
  const sum = whole.args[0]!.args[0]!;
  const markup = toMathML(whole, { part: (node) => (node === sum ? 'a "b" <c>' : undefined) });
  expect(markup).toContain(
    '<mo>(</mo><mrow data-part="a &quot;b&quot; &lt;c&gt;"><mrow><mi>x</mi><mo>+</mo><mn>1</mn></mrow></mrow><mo>)</mo>',
  );
  expect(markup.match(/data-part/g)).toHaveLength(1);
  expect(toMathML(whole, { part: () => undefined })).toBe(toMathML(whole));
});
