import { isChainruleError, type Expr } from '@chainrule/core';
import { quiz, toText } from '@chainrule/symbolic';
import type { Io } from '../output/io.js';

/** Asks for each step of a derivative. An answer that is wrong may be tried again; an empty line shows the step. */
export async function ask(
  expr: Expr,
  variables: readonly string[],
  say: (line: string) => void,
  io: Io,
): Promise<{ questions: number; right: number }> {
  let state = quiz(expr, variables);
  const questions = state.derivation.steps.length;
  let right = 0;
  const put = (): void => {
    const { question, shown } = state;
    if (question)
      say(
        question.rule === 'simplify'
          ? `${shown.length + 1}/${questions}  Write it plainly: ${toText(question.before)}`
          : `${shown.length + 1}/${questions}  ${question.rule} rule: d/d${question.variable} of ${toText(question.before)}?`,
      );
  };
  const next = (): void => {
    state = state.reveal();
    put();
  };
  put();
  for await (const line of io.lines()) {
    if (line.trim() === '') {
      say(`    It is ${toText(state.derivation.steps[state.shown.length]!.after)}`);
      next();
    } else {
      const verdict = judge(line);
      say(`    ${verdict.text}`);
      if (verdict.right) {
        right++;
        next();
      }
    }
    if (state.shown.length === questions) break;
  }
  return { questions, right };

  function judge(line: string): { text: string; right: boolean } {
    try {
      const { verdict, slip } = state.check(line);
      if (verdict === 'equal') return { text: 'Right.', right: true };
      if (verdict === 'unknown') return { text: 'That cannot be decided. Try to write it in another way.', right: false };
      return { text: slip ? `Not quite: ${slip.name}. ${slip.message}` : 'Not right. Try again, or press Enter to see it.', right: false };
    } catch (error) {
      if (isChainruleError(error)) return { text: error.message, right: false };
      throw error;
    }
  }
}
