import { jacobian as jacobianOf, parse, toText } from '@chainrule/symbolic';
import { defineCommand } from '../command/command.js';
import { text as textOption } from '../command/option.js';
import { list, number, object, optional, point, text } from '../command/schema.js';
import { program, quoted } from '../command/typescript.js';
import { matrixLatex, matrixText } from '../expression/matrix.js';
import { evaluateAt, pointOf } from '../expression/point.js';
import { variablesFor } from '../expression/variables.js';

/** The matrix ∂fᵢ/∂xⱼ. */
export const jacobian = defineCommand({
  about: 'The Jacobian of several expressions: a row for each expression, a column for each variable.',
  arguments: [{ name: 'expressions', about: 'for example "r*cos(t)" "r*sin(t)"', kind: 'expression', many: true }],
  options: {
    wrt: textOption('variables', 'these variables, in this order; by default all, as they appear'),
    at: textOption('point', 'also give the matrix there: r=1,t=pi/2'),
  },
  examples: [
    { args: ['jacobian', 'r*cos(t)', 'r*sin(t)'], about: 'polar coordinates' },
    { args: ['jacobian', '-x*y', 'x + y^2', '--at', 'x=-1.5,y=2'] },
    { args: ['jacobian', 'x*y', 'x - y', '--format', 'latex'] },
  ],
  result: object({
    expressions: list(text),
    wrt: list(text),
    jacobian: list(list(text)),
    latex: text,
    at: optional(point),
    value: optional(list(list(number))),
  }),
  formats: ['csv', 'latex', 'mathml', 'markdown', 'html'],
  run({ args, options: { wrt, at } }) {
    const exprs = args.map((arg) => parse(arg));
    const variables = variablesFor(exprs, wrt);
    const rows = jacobianOf(exprs, variables);
    const place = at === undefined ? undefined : pointOf(at, variables[0]!);
    const value = place && rows.map((row) => row.map((entry) => evaluateAt(entry, place)));
    return {
      result: {
        expressions: exprs.map((expr) => toText(expr)),
        wrt: variables,
        jacobian: rows.map((row) => row.map((entry) => toText(entry))),
        latex: matrixLatex(rows),
        ...(value && { at: place, value }),
      },
      text: () => [matrixText(rows), ...(value ? [`at ${at!.trim()}:`, matrixText(value)] : [])].join('\n'),
      formulas: () => rows.flatMap((row, i) => row.map((expr, j) => ({ label: `∂f${i + 1}/∂${variables[j]!}`, expr }))),
      latex: () => matrixLatex(rows),
      table: () => ({
        columns: ['expression', ...variables],
        rows: rows.map((row, i) => [toText(exprs[i]!), ...row.map((e) => toText(e))]),
      }),
    };
  },
  typescript({ args, options: { wrt } }) {
    const variables = variablesFor(
      args.map((arg) => parse(arg)),
      wrt,
    );
    return program(
      { '@chainrule/symbolic': ['jacobian', 'toText'] },
      `const rows = jacobian(${quoted(args)}, ${quoted(variables)});`,
      "for (const row of rows) console.log(row.map((entry) => toText(entry)).join('   '));",
    );
  },
});
