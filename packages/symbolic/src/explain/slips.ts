import { add, div, exp, fold, instantiate, mul, numbers, pow, sub, type Expr } from '@chainrule/core';

/** What a node looks like to a slip: its arguments' values and slopes, its value. */
export interface Node {
  readonly node: Expr;
  readonly values: readonly number[];
  /** 0 where nothing changes. */
  readonly slopes: readonly number[];
  readonly value: number;
}

/** The slope one gets by a mistake at a node, or `undefined` where it cannot be made. */
export type Slope = (at: Node) => number | undefined;

/** A common mistake: the slope one gets by making it at a node, or `undefined` where it cannot be made. */
export interface SlipRule {
  readonly name: string;
  readonly message: string;
  readonly slope: Slope;
}

const changes = ({ slopes }: Node): boolean[] => slopes.map((slope) => slope !== 0);
const isOuter = ({ node }: Node): boolean => ![add, sub, mul, div].includes(node.fn!) && node.args.some((arg) => arg.kind === 'apply');

/** ∂f/∂argument of the table at a node. */
function partial({ node, values, value }: Node, i: number): number {
  const rule = node.fn!.partials[i];
  return rule ? instantiate(rule, node.fn!, numbers({}), values, value) : 0;
}

/* @__NO_SIDE_EFFECTS__ */
const slip = (name: string, message: string, slope: Slope): SlipRule => ({ name, message, slope });

/** The mistakes that are recognised, the most common first. */
export const slipRules: readonly SlipRule[] = [
  slip('inner derivative missing', 'the inner derivative is missing: by the chain rule the outer derivative is multiplied by u′', (at) =>
    isOuter(at) ? at.slopes.reduce((sum, slope, i) => sum + (slope === 0 ? 0 : partial(at, i)), 0) : undefined,
  ),
  slip('power rule on an exponential', 'the power rule is for a constant exponent; aᵘ has the derivative aᵘ·ln(a)·u′', (at) => {
    const { node, values, slopes, value } = at;
    if (node.fn === exp) return values[0]! * Math.E ** (values[0]! - 1) * slopes[0]!;
    return node.fn === pow && slopes[1] !== 0 && slopes[0] === 0 ? ((values[1]! * value) / values[0]!) * slopes[1]! : undefined;
  }),
  slip(
    'power rule on an exponential',
    'the power rule is for a constant exponent; aᵘ has the derivative aᵘ·ln(a)·u′',
    ({ node, values, slopes, value }) => {
      if (node.fn === exp) return values[0]! * Math.E ** (values[0]! - 1);
      return node.fn === pow && slopes[1] !== 0 && slopes[0] === 0 ? (values[1]! * value) / values[0]! : undefined;
    },
  ),
  slip('logarithm missing', 'the factor ln(a) of (aᵘ)′ = aᵘ·ln(a)·u′ is missing', ({ node, slopes, value }) =>
    node.fn === pow && slopes[0] === 0 && slopes[1] !== 0 ? value * slopes[1]! : undefined,
  ),
  slip('product of derivatives', 'the derivative of a product is not the product of the derivatives: (u·v)′ = u′·v + u·v′', (at) =>
    at.node.fn === mul && changes(at).every(Boolean) ? at.slopes[0]! * at.slopes[1]! : undefined,
  ),
  slip('quotient of derivatives', 'the derivative of a quotient is not the quotient of the derivatives: (u/v)′ = (u′·v − u·v′)/v²', (at) =>
    at.node.fn === div && changes(at).every(Boolean) ? at.slopes[0]! / at.slopes[1]! : undefined,
  ),
  slip(
    'quotient sign',
    'the sign in the quotient rule: (u/v)′ = (u′·v − u·v′)/v², with a minus and in this order',
    ({ node, values: [u, v], slopes: [du, dv] }) => (node.fn === div && dv !== 0 ? (du! * v! + u! * dv!) / v! ** 2 : undefined),
  ),
  slip(
    'quotient sign',
    'the order in the quotient rule: (u/v)′ = (u′·v − u·v′)/v², the derivative of the numerator first',
    ({ node, values: [u, v], slopes: [du, dv] }) => (node.fn === div && dv !== 0 ? (u! * dv! - du! * v!) / v! ** 2 : undefined),
  ),
  slip(
    'denominator not squared',
    'the denominator of the quotient rule is squared: (u/v)′ = (u′·v − u·v′)/v²',
    ({ node, values: [u, v], slopes: [du, dv] }) => (node.fn === div && dv !== 0 ? (du! * v! - u! * dv!) / v! : undefined),
  ),
  slip('exponent not lowered', 'the exponent is lowered by one: (uⁿ)′ = n·uⁿ⁻¹·u′', ({ node, values, slopes, value }) =>
    node.fn === pow && slopes[1] === 0 && slopes[0] !== 0 ? values[1]! * value * slopes[0]! : undefined,
  ),
  slip('exponent not in front', 'the exponent comes in front: (uⁿ)′ = n·uⁿ⁻¹·u′', ({ node, values, slopes }) =>
    node.fn === pow && slopes[1] === 0 && slopes[0] !== 0 ? values[0]! ** (values[1]! - 1) * slopes[0]! : undefined,
  ),
  slip('sign', 'the sign of this derivative', (at) =>
    ![add, sub, mul, div].includes(at.node.fn!) && at.slopes.some(Boolean)
      ? -at.slopes.reduce((sum, slope, i) => sum + (slope === 0 ? 0 : partial(at, i) * slope), 0)
      : undefined,
  ),
  slip(
    'exponent not lowered',
    'the exponent is lowered by one, a negative one away from 0: (u⁻²)′ = −2·u⁻³·u′',
    ({ node, values, slopes, value }) =>
      node.fn === pow && slopes[1] === 0 && slopes[0] !== 0 ? values[1]! * value * values[0]! * slopes[0]! : undefined,
  ),
  slip(
    'power rule on an exponential',
    'the exponent varies too: (uᵛ)′ = uᵛ·(v′·ln(u) + v·u′/u), which is the derivative of e^(v·ln(u))',
    ({ node, values, slopes, value }) =>
      node.fn === pow && slopes[0] !== 0 && slopes[1] !== 0 ? ((values[1]! * value) / values[0]!) * slopes[0]! : undefined,
  ),
  slip(
    'exponential rule on a power',
    'the rule aᵘ·ln(a)·u′ is for a constant base; where the base varies, (uᵛ)′ = uᵛ·(v′·ln(u) + v·u′/u)',
    ({ node, values, slopes, value }) =>
      node.fn === pow && slopes[0] !== 0 ? value * Math.log(values[0]!) * (slopes[1] === 0 ? slopes[0]! : slopes[1]!) : undefined,
  ),
  slip('derivative of the inside taken inside', 'the inner derivative is a factor, and the inside stays: f(u)′ = f′(u)·u′', (at) =>
    isOuter(at) && at.slopes[0] !== 0 && !at.slopes.slice(1).some(Boolean)
      ? partial(
          { ...at, values: [at.slopes[0]!, ...at.values.slice(1)], value: at.node.fn!.value(at.slopes[0]!, ...at.values.slice(1)) },
          0,
        )
      : undefined,
  ),
  slip('constant kept', 'a constant summand has derivative 0', ({ node, values, slopes }) => {
    if (node.fn !== add && node.fn !== sub) return undefined;
    const sign = node.fn === sub ? -1 : 1;
    if (slopes[1] === 0 && slopes[0] !== 0) return slopes[0]! + sign * values[1]!;
    return slopes[0] === 0 && slopes[1] !== 0 ? values[0]! + sign * slopes[1]! : undefined;
  }),
];

interface Moving {
  readonly value: number;
  readonly slope: number;
  /** Whether the slip could be made anywhere below. */
  readonly made: boolean;
}

/** The slope of a formula where a slip is made at the nodes chosen, and whether it could be made at any of them. */
export function slopeWithSlip(
  expr: Expr,
  variable: string,
  point: Readonly<Record<string, number>>,
  slip: SlipRule,
  where: (node: Expr) => boolean,
): Moving {
  const meaning = numbers(point);
  return fold<Moving>(expr, {
    number: (value) => ({ value: Number(value), slope: 0, made: false }),
    variable: (name, node) => ({ value: meaning.variable(name, node), slope: name === variable ? 1 : 0, made: false }),
    apply: (fn, args, node) => {
      const values = args.map((arg) => arg.value);
      const at: Node = { node, values, slopes: args.map((arg) => arg.slope), value: fn.value(...values) };
      const wrong = where(node) ? slip.slope(at) : undefined;
      const right = (): number => at.slopes.reduce((sum, slope, i) => sum + (slope === 0 ? 0 : partial(at, i) * slope), 0);
      return { value: at.value, slope: wrong ?? right(), made: wrong !== undefined || args.some(({ made }) => made) };
    },
  });
}
