import { derivative, parse, toLatex, toText } from '@chainrule/symbolic';
import { defineCommand } from '../command/command.js';
import { text as textOption } from '../command/option.js';
import { list, number, object, optional, point, text } from '../command/schema.js';
import { program, quoted } from '../command/typescript.js';
import { oneVariable, variablesIn } from '../expression/variables.js';
import { evaluateAt, pointOf } from '../expression/point.js';

const options = {
  wrt: textOption('variables', 'differentiate by this variable, or by several in turn: x,x,y'),
  at: textOption('point', 'also give the value there: -1.5, or x=-1.5,y=2'),
};

/** The derivative of an expression, and its value at a point when one is given. */
export const diff = defineCommand({
  about: 'The derivative of an expression, and its value at a point.',
  arguments: [{ name: 'expression', about: 'for example "(3x^2 + 5)^4", also "-x^2"; - reads one from each line', kind: 'expression' }],
  options,
  examples: [
    { args: ['diff', '(3x^2 + 5)^4'] },
    { args: ['diff', '-x^2', '--at', '-1.5'] },
    { args: ['diff', 'x*sin(y)', '--wrt', 'y', '--at', 'x=2,y=pi'] },
    { args: ['diff', 'x^3*y^2', '--wrt', 'x,x,y'], about: 'by x twice, then by y' },
    { args: ['diff', '-'], stdin: 'x^2\ntanh(x)\n', about: 'one expression from each line' },
    { args: ['diff', 'x/(1+x^2)', '--format', 'latex'] },
    { args: ['diff', '-x^2', '--json'] },
    { args: ['diff', '2*(x+'], exit: 3 },
    { args: ['diff', 'x*y'], exit: 2 },
  ],
  result: object({
    expression: text,
    wrt: list(text),
    derivative: text,
    latex: text,
    at: optional(point),
    value: optional(number),
  }),
  formats: ['csv', 'latex', 'mathml', 'markdown', 'html'],
  run({ args: [given], options: { wrt, at } }) {
    const expr = parse(given!);
    const variables = wrt === undefined ? [oneVariable(expr, 'diff')] : variablesIn(wrt);
    const result = derivative(expr, variables);
    const place = at === undefined ? undefined : pointOf(at, variables[0]!);
    const value = place && evaluateAt(result, place);
    return {
      // Made when it is asked for: of ten thousand expressions most are printed as text alone.
      get result() {
        return {
          expression: toText(expr),
          wrt: variables,
          derivative: toText(result),
          latex: toLatex(result),
          ...(place && { at: place, value: value! }),
        };
      },
      text: () => [toText(result), ...(value === undefined ? [] : [`at ${at!.trim()}: ${value}`])].join('\n'),
      formulas: () => [{ label: '', expr: result }],
      table: () => ({
        columns: ['expression', 'wrt', 'derivative', 'value'],
        rows: [[toText(expr), variables.join(' '), toText(result), value]],
      }),
    };
  },
  typescript({ args: [given], options: { wrt, at } }) {
    const variables = wrt === undefined ? [oneVariable(parse(given!), 'diff')] : variablesIn(wrt);
    const place = at === undefined ? undefined : pointOf(at, variables[0]!);
    return program(
      { '@chainrule/symbolic': ['derivative', ...(place ? ['evaluate'] : []), 'toText'] },
      `const result = derivative(${quoted(given!)}, ${quoted(variables)});`,
      'console.log(toText(result));',
      ...(place ? [`console.log(\`at ${at!.trim()}: \${evaluate(result, ${quoted(place)})}\`);`] : []),
    );
  },
});
