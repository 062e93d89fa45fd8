import { hessian as hessianOf, parse, toText } from '@chainrule/symbolic';
import { defineCommand } from '../command/command.js';
import { text as textOption } from '../command/option.js';
import { list, number, object, optional, point, text } from '../command/schema.js';
import { program, quoted } from '../command/typescript.js';
import { matrixLatex, matrixText } from '../expression/matrix.js';
import { evaluateAt, pointOf } from '../expression/point.js';
import { variablesFor } from '../expression/variables.js';

/** The matrix ∂²f/∂xᵢ∂xⱼ. */
export const hessian = defineCommand({
  about: 'The Hessian of an expression: the matrix of its second derivatives.',
  arguments: [{ name: 'expression', about: 'for example "x^2*y + y^3"', kind: 'expression' }],
  options: {
    wrt: textOption('variables', 'these variables, in this order; by default all, as they appear'),
    at: textOption('point', 'also give the matrix there: x=-1.5,y=2'),
  },
  examples: [
    { args: ['hessian', 'x^2*y + y^3'] },
    { args: ['hessian', '-x^2 + 4x*y', '--at', 'x=-1.5,y=2'] },
    { args: ['hessian', 'x^2*y', '--format', 'csv'] },
  ],
  result: object({
    expression: text,
    wrt: list(text),
    hessian: list(list(text)),
    latex: text,
    at: optional(point),
    value: optional(list(list(number))),
  }),
  formats: ['csv', 'latex', 'mathml', 'markdown', 'html'],
  run({ args: [given], options: { wrt, at } }) {
    const expr = parse(given!);
    const variables = variablesFor([expr], wrt);
    const rows = hessianOf(expr, variables);
    const place = at === undefined ? undefined : pointOf(at, variables[0]!);
    const value = place && rows.map((row) => row.map((entry) => evaluateAt(entry, place)));
    return {
      result: {
        expression: toText(expr),
        wrt: variables,
        hessian: rows.map((row) => row.map((entry) => toText(entry))),
        latex: matrixLatex(rows),
        ...(value && { at: place, value }),
      },
      text: () => [matrixText(rows), ...(value ? [`at ${at!.trim()}:`, matrixText(value)] : [])].join('\n'),
      formulas: () => rows.flatMap((row, i) => row.map((entry, j) => ({ label: `∂²f/∂${variables[i]!}∂${variables[j]!}`, expr: entry }))),
      latex: () => matrixLatex(rows),
      table: () => ({ columns: ['', ...variables], rows: rows.map((row, i) => [variables[i]!, ...row.map((entry) => toText(entry))]) }),
    };
  },
  typescript({ args: [given], options: { wrt } }) {
    return program(
      { '@chainrule/symbolic': ['hessian', 'toText'] },
      `const rows = hessian(${quoted(given!)}, ${quoted(variablesFor([parse(given!)], wrt))});`,
      "for (const row of rows) console.log(row.map((entry) => toText(entry)).join('   '));",
    );
  },
});
