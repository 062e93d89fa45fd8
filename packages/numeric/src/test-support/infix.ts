/** A value of an infix formula at x; the variables are `x`, or `x0`, `x1`, … for the entries of an array. */
export type Formula = (x: number | ArrayLike<number>) => number;

type NumberFunction = (...values: number[]) => number;

/** JavaScript's own functions of numbers, and rounding to a multiple. */
function functionNamed(name: string): NumberFunction | undefined {
  if (name === 'quant') return (value, quantum) => Math.round(value / quantum) * quantum;
  return (Math as unknown as Readonly<Record<string, NumberFunction | undefined>>)[name];
}

const constants: Readonly<Record<string, number>> = { pi: Math.PI, e: Math.E };
const operations: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
};

/** Reads the plain infix of the reference data: + − * / ^ (right associative, above a sign), numbers, function calls. */
export function infix(text: string): Formula {
  const tokens = text.match(/\d+\.?\d*(?:[eE][+-]?\d+)?|[A-Za-z_]\w*|[-+*/^(),]/g) ?? [];
  let next = 0;
  const take = (token: string): void => {
    if (tokens[next++] !== token) throw new Error(`expected "${token}" as token ${next} of ${text}`);
  };
  const chain = (part: () => Formula, signs: string): Formula => {
    let left = part();
    while (next < tokens.length && signs.includes(tokens[next]!)) {
      const operation = operations[tokens[next++]!]!;
      const [a, b] = [left, part()];
      left = (x) => operation(a(x), b(x));
    }
    return left;
  };
  const sum = (): Formula => chain(product, '+-');
  const product = (): Formula => chain(signed, '*/');
  const signed = (): Formula => {
    if (tokens[next] !== '-') return power();
    next++;
    const inner = signed();
    return (x) => -inner(x);
  };
  const power = (): Formula => {
    const base = atom();
    if (tokens[next] !== '^') return base;
    next++;
    const exponent = signed();
    return (x) => Math.pow(base(x), exponent(x));
  };
  const atom = (): Formula => {
    const token = tokens[next++]!;
    if (token === '(') {
      const inner = sum();
      take(')');
      return inner;
    }
    if (/^\d/.test(token)) return () => Number(token);
    if (tokens[next] === '(') {
      const f = functionNamed(token);
      if (f === undefined) throw new Error(`unknown function ${token} in ${text}`);
      next++;
      const values = [sum()];
      while (tokens[next] === ',') {
        next++;
        values.push(sum());
      }
      take(')');
      return (x) => f(...values.map((value) => value(x)));
    }
    if (token in constants) return () => constants[token]!;
    if (token === 'x') return (x) => x as number;
    const index = Number(/^x(\d+)$/.exec(token)?.[1] ?? NaN);
    if (Number.isNaN(index)) throw new Error(`unknown name ${token} in ${text}`);
    return (x) => (x as ArrayLike<number>)[index]!;
  };
  const formula = sum();
  if (next < tokens.length) throw new Error(`cannot read ${text} after token ${next}`);
  return formula;
}
