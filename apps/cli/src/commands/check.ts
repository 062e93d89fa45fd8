import { ChainruleError, key, normal, type Expr } from '@chainrule/core';
import { checkAnswer, evaluate, parse, toText } from '@chainrule/symbolic';
import { checkProgram } from '../check/check-program.js';
import { fourWays, type FourWays } from '../check/four-ways.js';
import { defineCommand } from '../command/command.js';
import { text as textOption } from '../command/option.js';
import { list, number, object, oneOf, optional, point, text } from '../command/schema.js';
import { coordinatesOf, pointOf, splitOutside } from '../expression/point.js';
import { variablesFor } from '../expression/variables.js';
import { columnsWithin } from '../output/columns.js';
import { exitCodes } from '../output/exit-codes.js';

/** One gradient in four ways, side by side; or an answer of one's own against it. */
export const check = defineCommand({
  about:
    'The gradient by rules, by forward and by reverse accumulation, and measured from values, side by side. With --claim, an answer of yours is judged, and the mistake named where it is a common one. Ends with code 1 when something is wrong.',
  arguments: [{ name: 'expression', about: 'for example "x^2*y + sin(y)"', kind: 'expression' }],
  options: {
    wrt: textOption('variables', 'by these variables; by default all'),
    at: textOption('point', 'where; by default at random'),
    claim: textOption('answers', 'what you think the derivatives are, one for each variable: "2x*y, x^2"'),
  },
  examples: [
    { args: ['check', 'x^2*y + sin(y)', '--at', 'x=1,y=2'] },
    { args: ['check', '(3x^2 + 5)^4', '--at', '-0.5', '--claim', '24x*(3x^2 + 5)^3'] },
    { args: ['check', '(3x^2 + 5)^4', '--at', '1', '--claim', '4(3x^2 + 5)^3'], exit: 1 },
    { args: ['check', 'abs(x)', '--at', '0'] },
  ],
  result: object({
    expression: text,
    at: point,
    rows: list(
      object({
        variable: text,
        symbolic: number,
        forward: number,
        reverse: number,
        numeric: number,
        errorBound: number,
        verdict: oneOf('agree', 'disagree', 'kink', 'inconclusive'),
      }),
    ),
    claims: optional(
      list(
        object({
          variable: text,
          claim: text,
          verdict: oneOf('equal', 'different', 'unknown'),
          slip: optional(text),
          witness: optional(point),
        }),
      ),
    ),
  }),
  formats: ['csv', 'markdown'],
  run({ args: [given], options: { wrt, at, claim }, seed }) {
    const expr = parse(given!);
    const { variables, names, place } = placeOf(expr, wrt, at, seed);
    const claims = claim === undefined ? undefined : judged(expr, variables, splitOutside(claim));
    const rows = fourWays(expr, names, place).filter(({ variable }) => variables.includes(variable));
    const wrong =
      rows.some(({ verdict }) => verdict === 'disagree') || (claims?.some(({ claim: { verdict } }) => verdict === 'different') ?? false);
    return {
      result: {
        expression: toText(expr),
        at: Object.fromEntries(names.map((name, i) => [name, place[i]!])),
        rows,
        ...(claims && { claims: claims.map((each) => each.claim) }),
      },
      text: ({ prose }) =>
        [
          `at ${names.map((name, i) => `${name}=${place[i]!}`).join(', ')}`,
          columnsWithin(prose, [['', 'symbolic', 'forward', 'reverse', 'numeric', '± bound', ''], ...rows.map(cells)]),
          ...(claims ?? []).map(
            ({ claim: { variable, claim: answer, verdict }, message }) =>
              `∂f/∂${variable} = ${answer} ${verdict === 'equal' ? 'is right' : verdict === 'unknown' ? 'cannot be decided' : 'is wrong'}${message}`,
          ),
        ].join('\n'),
      table: () => ({
        columns: ['variable', 'symbolic', 'forward', 'reverse', 'numeric', 'errorBound', 'verdict'],
        rows: rows.map(({ variable, symbolic, forward, reverse, numeric, errorBound, verdict }) => [
          variable,
          symbolic,
          forward,
          reverse,
          numeric,
          errorBound,
          verdict,
        ]),
      }),
      code: wrong ? exitCodes.fault : exitCodes.done,
    };
  },
  typescript({ args: [given], options: { wrt, at, claim }, seed }) {
    const expr = parse(given!);
    const { variables, names, place } = placeOf(expr, wrt, at, seed);
    const claims = claim === undefined ? [] : splitOutside(claim);
    if (claims.length > 0) judged(expr, variables, claims);
    return checkProgram({ given: given!, at: Object.fromEntries(names.map((name, i) => [name, place[i]!])), variables, claims });
  },
});

/** By which variables, and where: every variable of the expression with its coordinate. */
function placeOf(
  expr: Expr,
  wrt: string | undefined,
  at: string | undefined,
  seed: number,
): { readonly variables: readonly string[]; readonly names: readonly string[]; readonly place: readonly number[] } {
  const variables = variablesFor([expr], wrt);
  const names = [...new Set([...variables, ...variablesFor([expr], undefined)])];
  return {
    variables,
    names,
    place: at === undefined ? somewhere(expr, names, seed) : coordinatesOf(pointOf(at, variables[0]!), names),
  };
}

const short = (x: number): string => String(Number(x.toPrecision(12)));
const cells = ({ variable, symbolic, forward, reverse, numeric, errorBound, verdict }: FourWays): string[] => [
  `∂f/∂${variable}`,
  ...[symbolic, forward, reverse, numeric].map(short),
  errorBound === 0 ? '0' : errorBound.toExponential(0),
  verdict,
];

interface Claim {
  readonly variable: string;
  readonly claim: string;
  readonly verdict: 'equal' | 'different' | 'unknown';
  readonly slip?: string;
  readonly witness?: Readonly<Record<string, number>>;
}

function judged(
  expr: Expr,
  variables: readonly string[],
  answers: readonly string[],
): { readonly claim: Claim; readonly message: string }[] {
  if (answers.length !== variables.length)
    throw new ChainruleError(
      'argument',
      `${answers.length} answer${answers.length === 1 ? '' : 's'} for the ${variables.length} variable${variables.length === 1 ? '' : 's'} ${variables.join(', ')}`,
      { operation: '--claim', hint: 'write one for each variable, or choose the variables with --wrt' },
    );
  return variables.map((variable, i) => {
    const { verdict, slip, witness } = checkAnswer(expr, variable, answers[i]!);
    const where = witness && Object.entries(witness).map(([name, value]) => `${name} = ${value}`);
    return {
      claim: { variable, claim: answers[i]!.trim(), verdict, ...(slip && { slip: slip.name }), ...(witness && { witness }) },
      message: slip ? `: ${slip.message}` : where ? `: it differs at ${where.join(', ')}` : '',
    };
  });
}

/** A random point at which the expression has a value, if one of twenty has. */
function somewhere(expr: Expr, names: readonly string[], seed: number): number[] {
  const draws = normal(key(seed), [20, names.length]).data;
  const points = Array.from({ length: 20 }, (_, i) =>
    Array.from(draws.slice(i * names.length, (i + 1) * names.length), (x) => Number(x.toFixed(3))),
  );
  const defined = (at: readonly number[]): boolean =>
    Number.isFinite(evaluate(expr, Object.fromEntries(names.map((name, j) => [name, at[j]!]))));
  return points.find(defined) ?? points[0]!;
}
