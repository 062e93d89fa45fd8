import { describe, expect, it } from 'vitest';
import { checkAnswer, derivative, explain, quiz, toText } from '../index.js';

describe('explain', () => {
  it.each([
    ['(3x^2 + 5)^4', ['power', 'constant multiple', 'sum', 'chain', 'simplify']],
    ['x/(1 + x^2)', ['power', 'sum', 'quotient', 'simplify']],
    ['x^2*sin(x)', ['power', 'sine', 'product', 'simplify']],
    ['2^x', ['exponential']],
    ['x^x', ['general power', 'simplify']],
    ['7', ['constant']],
    ['x', ['variable']],
    ['floor(x)', ['floor']],
    ['log(x)/7', ['logarithm', 'constant multiple', 'simplify']],
  ])('of %s takes the rules %s', (formula, rules) => {
    const { steps, result } = explain(formula, 'x');
    expect(steps.map(({ rule }) => rule)).toEqual(rules);
    expect(toText(result)).toBe(toText(derivative(formula, 'x')));
    expect(steps.at(-1) && toText(steps.at(-1)!.after)).toBe(toText(result));
    for (const { check } of steps) expect(check.ok).toBe(true);
  });
  it('names u and u′ of the chain rule and the place', () => {
    const { steps } = explain('x + sin(3x)', 'x');
    const chain = steps.find(({ rule }) => rule === 'chain')!;
    expect([toText(chain.substitution!.u), toText(chain.substitution!.du), chain.path]).toEqual(['3x', '3', [1]]);
  });
  it('goes on through higher derivatives', () => {
    expect(explain('sin(x)', ['x', 'x']).steps.map(({ order, rule, after }) => `${order} ${rule} ${toText(after)}`)).toEqual([
      '1 sine cos(x)',
      '2 cosine -sin(x)',
    ]);
  });
});

describe('checkAnswer', () => {
  it.each([
    ['(3x^2 + 5)^4', '24x(3x^2 + 5)^3', undefined],
    ['(3x^2 + 5)^4', '4(3x^2 + 5)^3', 'inner derivative missing'],
    ['sin(x^2)*x', 'cos(x^2)*x + sin(x^2)', 'inner derivative missing'],
    ['2^x', 'x*2^(x - 1)', 'power rule on an exponential'],
    ['exp(2x)', '2x*exp(2x - 1)', 'power rule on an exponential'],
    ['2^x', '2^x', 'logarithm missing'],
    ['x/(1 + x^2)', '(1 + 3x^2)/(1 + x^2)^2', 'quotient sign'],
    ['x/(1 + x^2)', '(1 - x^2)/(1 + x^2)', 'denominator not squared'],
    ['x^2*sin(x)', '2x*cos(x)', 'product of derivatives'],
    ['x^2/sin(x)', '2x/cos(x)', 'quotient of derivatives'],
    ['x^3', '3x^3', 'exponent not lowered'],
    ['x^3', 'x^2', 'exponent not in front'],
    ['cos(x)', 'sin(x)', 'sign'],
    ['x^2 + 3', '2x + 3', 'constant kept'],
    ['x^(-2)', '-2x^(-1)', 'exponent not lowered'],
    ['x^x', 'x*x^(x - 1)', 'power rule on an exponential'],
    ['x^x', 'x^x*ln(x)', 'exponential rule on a power'],
    ['sin(x^2)', 'cos(2x)', 'derivative of the inside taken inside'],
    ['tan(x)^2', '2sec(x)^2', 'derivative of the inside taken inside'],
  ])('of %s: %s has the slip %s', (formula, answer, slip) => {
    const result = checkAnswer(formula, 'x', answer);
    expect(result.verdict).toBe(slip === undefined ? 'equal' : 'different');
    expect(result.slip?.name).toBe(slip);
  });
  it('gives a point where a wrong answer differs, and no slip for a guess', () => {
    const result = checkAnswer('x^2', 'x', '7');
    expect(result.slip).toBeUndefined();
    expect(Object.keys(result.witness!)).toEqual(['x']);
  });
});

describe('quiz', () => {
  it('hides the next line and judges any way to write it', () => {
    const first = quiz('sin(x^2)', 'x');
    expect(first.shown).toEqual([]);
    expect(first.question?.rule).toBe('power');
    expect(first.check('x + x').verdict).toBe('equal');
    const second = first.reveal();
    expect(second.check('cos(x^2)').slip?.name).toBe('inner derivative missing');
    const last = second.reveal().reveal().reveal();
    expect([last.done, last.shown.length, last.check('2x*cos(x^2)').verdict]).toEqual([true, 3, 'equal']);
  });
});
