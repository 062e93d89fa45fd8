import { parse, toText } from '@chainrule/symbolic';
import { graphToDot, graphToMermaid } from '@chainrule/tensor';
import { computationGraph } from '@chainrule/viz';
import { defineCommand } from '../command/command.js';
import { text as textOption } from '../command/option.js';
import { list, number, object, point, text, whole } from '../command/schema.js';
import { program, quoted } from '../command/typescript.js';
import { coordinatesOf, pointOf } from '../expression/point.js';
import { variablesFor } from '../expression/variables.js';
import { columnsText } from '../output/columns.js';
import { traceNodes } from '../trace/nodes.js';
import { stepperPage } from '../trace/stepper-page.js';

const short = (x: number): string => String(Number(x.toPrecision(10)));

/** What flows through a computation, forwards and back. */
export const trace = defineCommand({
  about:
    'Reverse accumulation, node by node: the value that goes forward through each part of an expression, and the gradient that comes back. As HTML it is a page to step through.',
  arguments: [{ name: 'expression', about: 'for example "(w*x + b - y)^2"', kind: 'expression' }],
  options: { at: textOption('point', 'where: 2, or w=1,x=2; every variable needs a value') },
  examples: [
    { args: ['trace', '(w*x + b)^2', '--at', 'w=3,x=2,b=-1'] },
    { args: ['trace', '-x^2', '--at', '-1.5', '--format', 'mermaid'] },
    { args: ['trace', 'sin(x)*x', '--at', '2', '--format', 'csv'] },
    { args: ['trace', 'x*y', '--at', 'x=1'], exit: 2 },
  ],
  result: object({
    expression: text,
    at: point,
    value: number,
    nodes: list(object({ id: whole, expression: text, operation: text, inputs: list(whole), value: number, gradient: number })),
  }),
  formats: ['csv', 'markdown', 'svg', 'html', 'png', 'dot', 'mermaid'],
  run({ args: [given], options: { at } }) {
    const expr = parse(given!);
    const variables = variablesFor([expr], undefined);
    const place = coordinatesOf(pointOf(at ?? '', variables[0]!), variables);
    const { nodes, drawn } = traceNodes(expr, variables, place);
    return {
      result: {
        expression: toText(expr),
        at: Object.fromEntries(variables.map((name, i) => [name, place[i]!])),
        value: nodes.at(-1)!.value,
        nodes: nodes.map(({ id, expression, operation, inputs, value, gradient }) => ({
          id,
          expression,
          operation,
          inputs,
          value,
          gradient,
        })),
      },
      text: () =>
        columnsText([
          ['', 'value', 'gradient'],
          ...nodes.map(({ expression, value, gradient }) => [expression, short(value), short(gradient)]),
        ]),
      table: () => ({
        columns: ['id', 'expression', 'operation', 'inputs', 'value', 'gradient'],
        rows: nodes.map(({ id, expression, operation, inputs, value, gradient }) => [
          id,
          expression,
          operation,
          inputs.join(' '),
          value,
          gradient,
        ]),
      }),
      scenes: () => [computationGraph(nodes)],
      html: () => stepperPage(toText(expr), nodes),
      dot: () => graphToDot(drawn),
      mermaid: () => graphToMermaid(drawn),
    };
  },
  typescript({ args: [given], options: { at } }) {
    const variables = variablesFor([parse(given!)], undefined);
    const place = coordinatesOf(pointOf(at ?? '', variables[0]!), variables);
    return program(
      { '@chainrule/symbolic': ['parse', 'toText'], '@chainrule/tensor': ['backpropFormula'] },
      `const nodes = backpropFormula(parse(${quoted(given!)}), ${quoted(Object.fromEntries(variables.map((name, i) => [name, place[i]!])))});`,
      'for (const { part, value, gradient } of nodes) {',
      '  const [forward, back] = [value.item(), gradient.item()].map((x) => Number(x.toPrecision(10)));',
      "  console.log(`${part.kind === 'number' ? value.item() : toText(part)}   ${forward!}   ${back!}`);",
      '}',
    );
  },
});
