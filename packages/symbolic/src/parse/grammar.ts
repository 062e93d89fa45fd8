import { abs, and, cbrt, didYouMean, Expr, neg, not, pow, sqrt, type Rational, where } from '@chainrule/core';
import { literal } from './literal.js';
import { factorName, runTogether, type Callable, type Names } from './names.js';
import { infix, level, type Infix } from './operators.js';
import type { Refuse, Token } from './token.js';

/** A formula that has been read. Plain numbers combine to numbers: 1/2 and −3 are numbers, but 1/(2) is a quotient and −(3) a negation. */
interface Operand {
  readonly expr: Expr;
  readonly plain?: 'integer' | 'number';
}

/** An operation or a bracket that waits for its last operand. */
interface Open {
  readonly token: Token;
  /** How tightly it binds; 0 for brackets. */
  readonly level: number;
  /** The number of operands it takes. */
  count: number;
  readonly make: (...operands: Operand[]) => Operand;
  /** What closes a bracket. */
  readonly close?: string;
  /** Whether commas separate operands. */
  readonly call?: boolean;
  /** What follows the closing of a bracket that is not an operand by itself. */
  readonly then?: () => void;
}

const infixBySign = (sign: string): Infix => infix.find((entry) => entry.sign === sign)!;

/**
 * Reads words to a formula, alternating between operands and operations, with an explicit stack: no nesting is too deep.
 */
export function read(words: readonly Token[], names: Names, refuse: Refuse): Expr {
  const operands: Operand[] = [];
  const stack: Open[] = [];
  let at = 0;
  let expectsOperand = true;

  const top = (): Open | undefined => stack[stack.length - 1];
  const next = (): Token => words[at]!;
  const nextIs = (sign: string): boolean => next().kind === 'sign' && next().text === sign;
  const put = (expr: Expr, plain?: Operand['plain']): void => {
    operands.push(plain ? { expr, plain } : { expr });
    expectsOperand = false;
  };
  const open = (entry: Open): void => {
    stack.push(entry);
    expectsOperand = true;
  };
  const prefix = (token: Token, least: number, make: Open['make']): void =>
    open({ token, level: Math.max(least, top()?.level ?? 0), count: 1, make });
  const finish = (): void => {
    const { count, make } = stack.pop()!;
    operands.push(make(...operands.splice(operands.length - count)));
  };
  /** Completes what binds at least this tightly. */
  const reduce = (least: number): void => {
    for (let last = top(); last !== undefined && last.level >= least; last = top()) finish();
  };

  /** A function in front of its arguments: in parentheses, or a plain product as in sin 2x. */
  const begin = (callable: Callable, token: Token, exponent?: Expr): void => {
    const make = (...args: Operand[]): Operand => {
      const problem = callable.expects(args.length);
      if (problem !== undefined) refuse(`${callable.name} takes ${problem}, got ${args.length}`, token, undefined, 'argument');
      const expr = callable.build(args.map((arg) => arg.expr));
      return { expr: exponent ? pow.of(expr, exponent) : expr };
    };
    const bracket = brackets[next().text];
    if (next().kind === 'sign' && bracket) {
      at++;
      open({ token, level: 0, count: 1, make, close: bracket, call: true });
      if (nextIs(')')) {
        at++;
        stack.pop();
        put(make().expr);
      }
    } else if (startsOperand(next()) || nextIs('-')) open({ token, level: level.application, count: 1, make });
    else refuse(`expected "(" after ${callable.name}`, next(), `write ${callable.name}(x)`);
  };

  /** sin²(x) is (sin x)², and sin⁻¹(x) the arcsine. */
  const raised = (callable: Callable, token: Token): void => {
    const apply = (exponent: Expr): void => {
      if (!exponent.isNumber(-1)) return begin(callable, token, exponent);
      const inverse = names.find(`a${callable.name}`);
      if (inverse === undefined) return refuse(`${callable.name} has no inverse function here`, token, `write 1/${callable.name}(x)`);
      begin(inverse, token);
    };
    const minus = nextIs('-');
    if (minus) at++;
    const word = words[at++]!;
    if (word.kind === 'number') apply(minus ? negated(literal(word, refuse)) : literal(word, refuse));
    else if (word.kind === 'name' && !minus) apply(Expr.variable(word.text));
    else if (brackets[word.text] && !minus)
      open({ token: word, level: 0, count: 1, make: (x) => x, close: brackets[word.text]!, then: () => apply(operands.pop()!.expr) });
    else refuse(`expected the exponent of ${callable.name}`, word);
  };

  const name = (token: Token): void => {
    const { text } = token;
    const callable = token.variable ? undefined : names.find(text);
    if (/^(Infinity|∞|NaN)$/.test(text)) put(Expr.number(text === 'NaN' ? NaN : Infinity));
    else if (callable?.arity === 0) put(callable.build([]));
    else if (callable && (!callable.orVariable || nextIs('('))) {
      if (!nextIs('^')) return begin(callable, token);
      at++;
      raised(callable, token);
    } else if (nextIs('(') && !token.variable && !factorName.test(text))
      refuse(`"${text}" is not a function${didYouMean(text, names.all())}`, token, 'a product is written with *', 'unknown-name');
    else if (runTogether.test(text) && !token.variable)
      refuse(`"${text}" has no meaning (did you mean "${text.replace(runTogether, '$1($2)')}"?)`, token, undefined, 'unknown-name');
    else put(Expr.variable(text));
  };

  const operand = (token: Token): void => {
    const { kind, text } = token;
    if (kind === 'number') put(literal(token, refuse), /^\d+$/.test(text) ? 'integer' : 'number');
    else if (kind === 'name') name(token);
    else if (text === '(') open({ token, level: 0, count: 1, make: ({ expr }) => ({ expr }), close: ')' });
    else if (text === '{') open({ token, level: 0, count: 1, make: (x) => x, close: '}' });
    else if (text === '|') open({ token, level: 0, count: 1, make: ({ expr }) => ({ expr: abs.of(expr) }), close: '|' });
    else if (text === '-')
      prefix(token, level.negation, ({ expr, plain }) => ({ expr: plain && !expr.isNumber(0) ? negated(expr) : neg.of(expr) }));
    else if (text === 'not') prefix(token, level.not, ({ expr }) => ({ expr: not.of(expr) }));
    else if (text === 'sqrt') prefix(token, level.root, ({ expr }) => ({ expr: sqrt.of(expr) }));
    else if (text === 'cbrt') prefix(token, level.root, ({ expr }) => ({ expr: cbrt.of(expr) }));
    else if (text !== '+') refuse(`expected a number, a name or "(", ${kind === 'end' ? 'but the text ends' : `found "${text}"`}`, token);
  };

  const close = (token: Token): void => {
    reduce(1);
    const bracket = top();
    if (bracket?.close !== token.text)
      return refuse(
        bracket ? `expected "${bracket.close}", found "${token.text}"` : `nothing is open that "${token.text}" could close`,
        token,
      );
    finish();
    bracket.then?.();
  };

  const binary = (token: Token, { fn, level: binds }: Infix): void => {
    reduce(binds === level.power || binds === level.comparison ? binds + 1 : binds);
    let make: Open['make'] = (a, b) => (token.text === '/' ? quotient(a, b) : { expr: fn.of(a.expr, b.expr) });
    const before = top();
    if (binds === level.comparison && before?.level === binds) {
      // a < b < c is a < b and b < c.
      stack.pop();
      const [a, b] = operands.splice(operands.length - 2) as [Operand, Operand];
      const chain = before.make(a, b).expr;
      operands.push(b);
      make = (b, c) => ({ expr: and.of(chain, fn.of(b.expr, c.expr)) });
    }
    open({ token, level: binds, count: 2, make });
  };

  /** A product without a sign: 2x, 3(x + 1), x y. */
  const juxtaposition = (token: Token): void => {
    if (token.kind === 'number')
      return refuse(`expected an operation before ${token.text}`, token, 'a product with a number behind is written with *');
    reduce(level.argument);
    const inArgument = top()?.level === level.application && !(token.kind === 'name' && (names.find(token.text)?.arity ?? 0) > 0);
    if (inArgument && token.kind === 'sign')
      return refuse('it is not clear where the argument ends', top()!.token, 'write the parentheses of the function');
    if (!inArgument) reduce(level.product);
    open({
      token,
      level: inArgument ? level.argument : level.product,
      count: 2,
      make: (a, b) => ({ expr: infixBySign('*').fn.of(a.expr, b.expr) }),
    });
    operand(token);
  };

  const insideBars = (): boolean => {
    for (let i = stack.length - 1; i >= 0; i--) if (stack[i]!.level === 0) return stack[i]!.close === '|';
    return false;
  };

  const operation = (token: Token): void => {
    const { kind, text } = token;
    const found = kind === 'sign' ? infix.find(({ sign }) => sign === text) : undefined;
    if (found) binary(token, found);
    else if (text === '|' && insideBars()) close(token);
    else if (text === '|' && nextIs('|') && next().start === token.end) {
      at++;
      binary(token, infixBySign('or'));
    } else if (text === ')' || text === '}' || text === ':') close(token);
    else if (text === ',') {
      reduce(1);
      const call = top();
      if (!call?.call) return refuse(call ? `expected "${call.close}", found ","` : 'a comma outside of a function', token);
      call.count++;
      expectsOperand = true;
    } else if (text === '?') {
      reduce(level.conditional + 1);
      const choose: Open['make'] = (condition, yes, no) => ({ expr: where.of(condition.expr, yes.expr, no.expr) });
      open({
        token,
        level: 0,
        count: 1,
        make: (yes) => yes,
        close: ':',
        then: () => open({ token, level: level.conditional, count: 3, make: choose }),
      });
    } else if (startsOperand(token)) juxtaposition(token);
    else if (text === 'not') refuse('expected an operation, found a negation', token, 'the factorial of n is gamma(n + 1)');
    else refuse(`expected an operation, found "${text}"`, token);
  };

  const incomplete = (): boolean => next().kind !== 'end' || expectsOperand;
  const take = (token: Token): void => {
    if (expectsOperand) operand(token);
    else operation(token);
  };
  while (incomplete()) take(words[at++]!);
  reduce(1);
  const unclosed = top();
  if (unclosed) return refuse(`expected "${unclosed.close}", but the text ends`, unclosed.token);
  return operands[0]!.expr;
}

/** Braces come from LaTeX: around a number they leave it a plain number. */
const brackets: Readonly<Record<string, string | undefined>> = { '(': ')', '{': '}' };

const startsOperand = ({ kind, text }: Token): boolean => kind === 'name' || kind === 'number' || /^(\(|\{|\||sqrt|cbrt)$/.test(text);

const negated = ({ value }: Expr): Expr => Expr.number(typeof value === 'number' ? -value : value.negated());

/** Two plain integers without a common factor are a rational number. */
function quotient(a: Operand, b: Operand): Operand {
  if (a.plain === 'integer' && b.plain === 'integer' && !b.expr.isNumber(0)) {
    const [n, d] = [a.expr.value as Rational, b.expr.value as Rational];
    const value = n.over(d);
    if (!value.isInteger && value.denominator === d.numerator) return { expr: Expr.number(value), plain: 'number' };
  }
  return { expr: infixBySign('/').fn.of(a.expr, b.expr) };
}
