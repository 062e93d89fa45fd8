import { variablesOf, type Expr } from '@chainrule/core';
import { derivative, parse, toMathML, toText } from '@chainrule/symbolic';
import type { Chart } from '@chainrule/viz';
import { bringValues, valuesAt } from '../engine/formula.js';
import { gridOf, places, within, worthShowing } from '../engine/sample.js';

/** A function and its derivatives, to be read. */
export interface Derived {
  readonly variables: readonly string[];
  /** With respect to each variable, or to x where there is none. */
  readonly derivatives: readonly { readonly variable: string; readonly maths: string }[];
}

const most = 6;
const span = [-5, 5] as const;

/** A function, its derivatives, and the picture of both where it has one. */
export async function derived(f: string): Promise<Derived & { readonly graph: ((places?: number) => Chart) | undefined }> {
  const expr = parse(f);
  await bringValues(expr);
  const variables = variablesOf(expr);
  const derivatives = (variables.length === 0 ? ['x'] : variables.slice(0, most)).map((variable) => {
    const result = derivative(expr, variable);
    return { variable, result, maths: toMathML(result) };
  });
  return {
    variables,
    derivatives: derivatives.map(({ variable, maths }) => ({ variable, maths })),
    graph:
      variables.length > 2
        ? undefined
        : (count) => (variables.length < 2 ? curves(expr, derivatives[0]!, count) : contours(expr, variables)),
  };
}

function curves(expr: Expr, { variable, result }: { readonly variable: string; readonly result: Expr }, count = 481): Chart {
  const x = places(span, count);
  const [f, slope] = [valuesAt(expr, { [variable]: x }), valuesAt(result, { [variable]: x })];
  const shown = worthShowing(f, slope);
  const flat = [...x].flatMap((at, i) => {
    const [before, after] = [slope[i - 1]!, slope[i]!];
    return before * after < 0 && Math.abs(after) < 0.2 * (shown[1] - shown[0]) ? [at - (after * (at - x[i - 1]!)) / (after - before)] : [];
  });
  return {
    kind: 'chart',
    title: 'A function and its derivative',
    description: `${toText(expr)} and its derivative, from ${variable} = −5 to 5. ${
      flat.length === 0
        ? 'The derivative crosses zero nowhere here.'
        : `The derivative crosses zero near ${flat
            .slice(0, 6)
            .map((at) => at.toFixed(2).replace('-', '−'))
            .join(', ')}${flat.length > 6 ? ' and more' : ''}: there the function turns.`
    }`,
    x: { label: variable, domain: span },
    y: { label: 'value', domain: shown },
    marks: [
      { kind: 'line', name: `f(${variable})`, x, y: within(f, shown) },
      { kind: 'line', name: `f′(${variable})`, x, y: within(slope, shown) },
    ],
  };
}

function contours(expr: Expr, [first, second]: readonly string[]): Chart {
  const grid = gridOf(expr, [first!, second!], span, span, 56);
  return {
    kind: 'chart',
    title: 'A function of two variables',
    description: `Contours of ${toText(expr)}, dark where it is low and bright where it is high.`,
    x: { label: first! },
    y: { label: second! },
    marks: [{ kind: 'contour', grid }],
  };
}
