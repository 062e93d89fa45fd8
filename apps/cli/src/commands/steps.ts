import { explain, parse, toLatex, toMathML, toText, type Step } from '@chainrule/symbolic';
import { defineCommand } from '../command/command.js';
import { flag, text as textOption } from '../command/option.js';
import { list, number, object, optional, point, text, truth, whole } from '../command/schema.js';
import { program, quoted } from '../command/typescript.js';
import { oneVariable, variablesIn } from '../expression/variables.js';
import { escapeHtml, page } from '../output/page.js';
import { paragraph } from '../output/paragraph.js';

const checkText = ({ check }: Step): string =>
  check.ok === undefined ? '' : check.ok ? '   ✓ checked with numbers' : '   ✗ numbers disagree';

/** The inner function of the chain rule. */
const substitutionText = ({ substitution }: Step): string =>
  substitution === undefined ? '' : `\n     u = ${toText(substitution.u)},  u′ = ${toText(substitution.du)}`;

/** A derivative step by step, or asked for step by step. */
export const steps = defineCommand({
  about:
    'How a derivative comes about, rule by rule, each step checked with numbers. As a quiz it asks for every step and knows the common slips.',
  arguments: [{ name: 'expression', about: 'for example "(3x^2 + 5)^4"', kind: 'expression' }],
  options: {
    wrt: textOption('variables', 'differentiate by this variable, or by several in turn: x,x,y'),
    quiz: flag('ask for each step; answers are read from standard input, an empty line shows the step'),
  },
  examples: [
    { args: ['steps', '(3x^2 + 5)^4'] },
    { args: ['steps', '-x*sin(x)', '--wrt', 'x'] },
    { args: ['steps', 'sin(x^2)', '--quiz'], stdin: '2x\ncos(x^2)\n2x*cos(x^2)\n\n' },
    { args: ['steps', 'x^2', '--format', 'markdown'] },
  ],
  result: object({
    expression: text,
    wrt: list(text),
    steps: list(
      object({
        rule: text,
        before: text,
        after: text,
        latex: text,
        note: text,
        variable: text,
        order: whole,
        path: list(whole),
        substitution: optional(object({ u: text, du: text })),
        check: object({ ok: optional(truth), point: optional(point), slope: optional(number), value: optional(number) }),
      }),
    ),
    result: text,
    quiz: optional(object({ questions: whole, right: whole })),
  }),
  formats: ['csv', 'latex', 'markdown', 'html'],
  async run({ args: [given], options: { wrt, quiz }, format, io }) {
    const expr = parse(given!);
    const variables = wrt === undefined ? [oneVariable(expr, 'steps')] : variablesIn(wrt);
    const derivation = explain(expr, variables);
    const score = quiz
      ? await (await import('../quiz/ask.js')).ask(expr, variables, format === 'text' ? (line) => io.out(line) : io.note, io)
      : undefined;
    const line = (step: Step): string =>
      step.rule === 'simplify' ? toLatex(step.after) : `\\frac{d}{d${step.variable}} ${toLatex(step.before)} = ${toLatex(step.after)}`;
    return {
      result: {
        expression: toText(expr),
        wrt: variables,
        steps: derivation.steps.map(({ before, after, substitution, ...rest }) => ({
          ...rest,
          before: toText(before),
          after: toText(after),
          latex: toLatex(after),
          ...(substitution && { substitution: { u: toText(substitution.u), du: toText(substitution.du) } }),
        })),
        result: toText(derivation.result),
        ...(score && { quiz: score }),
      },
      text: ({ prose }) =>
        score
          ? `${score.right} of ${score.questions} right. The derivative is ${toText(derivation.result)}`
          : [
              ...derivation.steps.map(
                (step, i) =>
                  `${paragraph(`${String(i + 1).padStart(2)}. ${step.rule}: ${step.note}`, prose, '    ')}${substitutionText(step)}\n     ${step.rule === 'simplify' ? '' : `d/d${step.variable} ${inParentheses(step)} = `}${toText(step.after)}${checkText(step)}`,
              ),
              `\n${toText(derivation.result)}`,
            ].join('\n'),
      formulas: () => derivation.steps.map((step) => ({ label: step.rule, expr: step.after })),
      latex: () => derivation.steps.map(line).join('\n'),
      table: () => ({
        columns: ['step', 'rule', 'before', 'after', 'note'],
        rows: derivation.steps.map(({ rule, before, after, note }, i) => [i + 1, rule, toText(before), toText(after), note]),
      }),
      html: () =>
        page(
          `Steps to the derivative of ${toText(expr)}`,
          [
            `<h1>The derivative, step by step</h1>`,
            `<p class="formula">${toMathML(expr)}</p><ol>`,
            ...derivation.steps.map(
              (step) =>
                `<li><p><strong>${escapeHtml(step.rule)}.</strong> ${escapeHtml(step.note)}</p><p class="formula">${toMathML(step.before)} → ${toMathML(step.after)}</p></li>`,
            ),
            `</ol><h2>Result</h2><p class="formula">${toMathML(derivation.result)}</p>`,
          ].join('\n'),
        ).trimEnd(),
    };
  },
  typescript({ args: [given], options: { wrt } }) {
    const variables = wrt === undefined ? [oneVariable(parse(given!), 'steps')] : variablesIn(wrt);
    return program(
      { '@chainrule/symbolic': ['explain', 'toText'] },
      `const { steps, result } = explain(${quoted(given!)}, ${quoted(variables)});`,
      'for (const { rule, note, after } of steps) console.log(`${rule}: ${note} ${toText(after)}`);',
      'console.log(toText(result));',
    );
  },
});

const inParentheses = ({ before }: Step): string => (/^[\p{L}\d]+(\^\d+)?$/u.test(toText(before)) ? toText(before) : `(${toText(before)})`);
