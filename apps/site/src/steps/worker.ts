import { variablesOf, type Expr } from '@chainrule/core';
import { checkAnswer, explain, parse, quiz, toLatex, toMathML, toText, type AnswerCheck, type Step } from '@chainrule/symbolic';
import { answer } from '../engine/answer.js';

export interface StepView {
  readonly id: string;
  readonly rule: string;
  readonly note: string;
  /** The part that is differentiated, and what becomes of it. */
  readonly before: string;
  readonly after: string;
  /** The same as text, for tables and files. */
  readonly texts: readonly [before: string, after: string];
  /** For the chain rule, what is inside and its derivative. */
  readonly inner?: readonly [u: string, du: string];
  readonly check: string;
  /** Which step it serves; undefined at the root. */
  readonly parent: string | undefined;
}

export interface StepsAnswer {
  readonly variable: string;
  /** The formula, each part named by the step that is about it. */
  readonly maths: string;
  readonly result: string;
  readonly resultText: string;
  readonly latex: string;
  readonly steps: readonly StepView[];
}

/** What a line of the reader's is worth, in words. */
export interface Judgement {
  readonly verdict: AnswerCheck['verdict'];
  readonly message: string;
}

export const answers = {
  view({ f }: { readonly f: string }): StepsAnswer {
    const expr = parse(f);
    const variable = variableOf(expr);
    const { steps, result } = explain(expr, variable);
    const named = new Map<Expr, string>();
    const ids = steps.map((step, i) => `${step.rule === 'simplify' ? 'w' : 's'}${i}`);
    steps.forEach(({ rule, path }, i) => rule !== 'simplify' && named.set(nodeAt(expr, path), ids[i]!));
    return {
      variable,
      maths: toMathML(expr, { part: (node) => named.get(node) }),
      result: toMathML(result),
      resultText: toText(result),
      latex: `\\frac{d}{d${variable}} \\left(${toLatex(expr)}\\right) = ${toLatex(result)}`,
      steps: steps.map((step, i) => ({ id: ids[i]!, parent: parentOf(steps, i, ids), ...viewOf(step) })),
    };
  },

  /** The reader's own derivative of the whole. */
  check({ f, line }: { readonly f: string; readonly line: string }): Judgement {
    const expr = parse(f);
    return judge(checkAnswer(expr, variableOf(expr), parse(line)));
  },

  /** The reader's line for a step of the quiz, `seen` steps into it. */
  quiz({ f, seen, line }: { readonly f: string; readonly seen: number; readonly line: string }): Judgement {
    const expr = parse(f);
    let state = quiz(expr, variableOf(expr));
    for (let i = 0; i < seen; i++) state = state.reveal();
    return judge(state.check(parse(line)));
  },
};

const variableOf = (expr: Expr): string => {
  const names = variablesOf(expr);
  return names.includes('x') ? 'x' : (names[0] ?? 'x');
};

function viewOf({ rule, note, before, after, substitution, check }: Step): Omit<StepView, 'id' | 'parent'> {
  return {
    rule,
    note,
    before: toMathML(before),
    after: toMathML(after),
    texts: [toText(before), toText(after)],
    ...(substitution && { inner: [toMathML(substitution.u), toMathML(substitution.du)] }),
    check: checkText(check),
  };
}

/** The step about the smallest part that this step's part lies in; the whole is written plainly last, and has the root's place. */
function parentOf(steps: readonly Step[], i: number, ids: readonly string[]): string | undefined {
  const { path, rule } = steps[i]!;
  if (rule === 'simplify') return undefined;
  let best: number | undefined;
  steps.forEach((other, j) => {
    const around = other.rule !== 'simplify' && other.path.length < path.length && other.path.every((at, k) => at === path[k]);
    if (around && (best === undefined || other.path.length > steps[best]!.path.length)) best = j;
  });
  return best === undefined ? undefined : ids[best];
}

function nodeAt(expr: Expr, path: readonly number[]): Expr {
  return path.reduce((node, index) => node.args[index]!, expr);
}

function checkText({ point, slope, value, ok }: Step['check']): string {
  if (point === undefined || ok === undefined) return 'No point was found at which both sides have a value.';
  const at = Object.entries(point)
    .map(([name, x]) => `${name} = ${short(x)}`)
    .join(', ');
  return `${ok ? 'Checked' : 'Not confirmed'} with numbers: at ${at}, ${short(slope!)} by differences and ${short(value!)} by the rule.`;
}

function judge({ verdict, witness, slip }: AnswerCheck): Judgement {
  if (verdict === 'equal') return { verdict, message: 'Right.' };
  if (slip) return { verdict, message: `Not quite: ${slip.name}. ${slip.message}` };
  if (verdict === 'unknown') return { verdict, message: 'It could not be decided whether this is right.' };
  const at = Object.entries(witness ?? {}).map(([name, x]) => `${name} = ${short(x)}`);
  return { verdict, message: `Not equal${at.length > 0 ? `: the two differ at ${at.join(', ')}` : ''}.` };
}

const short = (x: number): string => String(Number(x.toPrecision(5))).replace('-', '−');

answer(answers);
