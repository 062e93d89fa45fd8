import { gradient as gradientOf, parse, toText } from '@chainrule/symbolic';
import { defineCommand } from '../command/command.js';
import { text as textOption } from '../command/option.js';
import { list, number, object, optional, point, text } from '../command/schema.js';
import { program, quoted } from '../command/typescript.js';
import { vectorLatex } from '../expression/matrix.js';
import { evaluateAt, pointOf } from '../expression/point.js';
import { variablesFor } from '../expression/variables.js';

/** ∇f: all partial derivatives in one sweep, and their values at a point. */
export const gradient = defineCommand({
  about: 'The gradient of an expression: the vector of its partial derivatives, found in one sweep back through it.',
  arguments: [{ name: 'expression', about: 'for example "x^2*y + sin(y)"', kind: 'expression' }],
  options: {
    wrt: textOption('variables', 'these variables, in this order; by default all, as they appear'),
    at: textOption('point', 'also give the vector there: x=-1.5,y=2'),
  },
  examples: [
    { args: ['gradient', 'x^2*y + sin(y)'] },
    { args: ['gradient', '-x^2 - 3y^2', '--at', 'x=-1.5,y=2'] },
    { args: ['gradient', '(w*x + b - y)^2', '--wrt', 'w,b'], about: 'the loss of a line, by its parameters' },
    { args: ['gradient', 'x*exp(y)', '--format', 'latex'] },
  ],
  result: object({
    expression: text,
    wrt: list(text),
    gradient: list(text),
    latex: text,
    at: optional(point),
    value: optional(list(number)),
  }),
  formats: ['csv', 'latex', 'mathml', 'markdown', 'html'],
  run({ args: [given], options: { wrt, at } }) {
    const expr = parse(given!);
    const variables = variablesFor([expr], wrt);
    const parts = gradientOf(expr, variables);
    const place = at === undefined ? undefined : pointOf(at, variables[0]!);
    const value = place && parts.map((part) => evaluateAt(part, place));
    return {
      result: {
        expression: toText(expr),
        wrt: variables,
        gradient: parts.map((part) => toText(part)),
        latex: vectorLatex(parts),
        ...(value && { at: place, value }),
      },
      text: () =>
        [
          ...variables.map((variable, i) => `∂f/∂${variable} = ${toText(parts[i]!)}`),
          ...(value ? [`at ${at!.trim()}: (${value.join(', ')})`] : []),
        ].join('\n'),
      formulas: () => variables.map((variable, i) => ({ label: `∂f/∂${variable}`, expr: parts[i]! })),
      latex: () => vectorLatex(parts),
      table: () => ({
        columns: ['variable', 'derivative', 'value'],
        rows: variables.map((variable, i) => [variable, toText(parts[i]!), value?.[i]]),
      }),
    };
  },
  typescript({ args: [given], options: { wrt, at } }) {
    const variables = variablesFor([parse(given!)], wrt);
    const place = at === undefined ? undefined : pointOf(at, variables[0]!);
    return program(
      { '@chainrule/symbolic': ['gradient', 'toText', ...(place ? ['evaluate'] : [])] },
      `const variables = ${quoted(variables)};`,
      `const parts = gradient(${quoted(given!)}, variables);`,
      'variables.forEach((variable, i) => console.log(`∂f/∂${variable} = ${toText(parts[i]!)}`));',
      ...(place ? [`console.log(\`at ${at!.trim()}: (\${parts.map((part) => evaluate(part, ${quoted(place)})).join(', ')})\`);`] : []),
    );
  },
});
