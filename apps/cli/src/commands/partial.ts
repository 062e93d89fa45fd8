import { derivative, parse, toLatex, toText } from '@chainrule/symbolic';
import { defineCommand } from '../command/command.js';
import { text as textOption } from '../command/option.js';
import { list, number, object, optional, point, text } from '../command/schema.js';
import { program, quoted } from '../command/typescript.js';
import { evaluateAt, pointOf } from '../expression/point.js';
import { variablesFor } from '../expression/variables.js';

/** ∂f/∂x for each variable, the others held as they are. */
export const partial = defineCommand({
  about: 'The partial derivatives of an expression: by each variable, the others held fixed.',
  arguments: [{ name: 'expression', about: 'for example "x^2*y + sin(y)"', kind: 'expression' }],
  options: {
    wrt: textOption('variables', 'by these variables, each on its own; by default all'),
    at: textOption('point', 'also give the values there: x=-1.5,y=2'),
  },
  examples: [
    { args: ['partial', 'x^2*y + sin(y)'] },
    { args: ['partial', '-x^2*y', '--wrt', 'y'] },
    { args: ['partial', 'x*y/(x + y)', '--at', 'x=1,y=3'] },
    { args: ['partial', 'x^2*y', '--format', 'csv'] },
  ],
  result: object({
    expression: text,
    partials: list(object({ variable: text, derivative: text, latex: text, value: optional(number) })),
    at: optional(point),
  }),
  formats: ['csv', 'latex', 'mathml', 'markdown', 'html'],
  run({ args: [given], options: { wrt, at } }) {
    const expr = parse(given!);
    const variables = variablesFor([expr], wrt);
    const place = at === undefined ? undefined : pointOf(at, variables[0]!);
    const partials = variables.map((variable) => {
      const result = derivative(expr, variable);
      return { variable, result, value: place && evaluateAt(result, place) };
    });
    return {
      result: {
        expression: toText(expr),
        partials: partials.map(({ variable, result, value }) => ({
          variable,
          derivative: toText(result),
          latex: toLatex(result),
          ...(value !== undefined && { value }),
        })),
        ...(place && { at: place }),
      },
      text: () =>
        partials
          .map(
            ({ variable, result, value }) =>
              `∂f/∂${variable} = ${toText(result)}${value === undefined ? '' : `\n  at ${at!.trim()}: ${value}`}`,
          )
          .join('\n'),
      formulas: () => partials.map(({ variable, result }) => ({ label: `∂f/∂${variable}`, expr: result })),
      table: () => ({
        columns: ['variable', 'derivative', 'value'],
        rows: partials.map(({ variable, result, value }) => [variable, toText(result), value]),
      }),
    };
  },
  typescript({ args: [given], options: { wrt, at } }) {
    const variables = variablesFor([parse(given!)], wrt);
    const place = at === undefined ? undefined : pointOf(at, variables[0]!);
    return program(
      { '@chainrule/symbolic': ['derivative', 'toText', ...(place ? ['evaluate'] : [])] },
      `for (const variable of ${quoted(variables)}) {`,
      `  const result = derivative(${quoted(given!)}, variable);`,
      '  console.log(`∂f/∂${variable} = ${toText(result)}`);',
      ...(place ? [`  console.log(\`  at ${at!.trim()}: \${evaluate(result, ${quoted(place)})}\`);`] : []),
      '}',
    );
  },
});
