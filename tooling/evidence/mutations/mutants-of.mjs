// Derives the mutants of a source file: every place where an operator has something to replace.
import ts from 'typescript';
import { operators } from './operators.mjs';

/** Types do not run, and an error's words are not a rule. */
const holdsNoRule = (node) =>
  ts.isTypeNode(node) ||
  ts.isImportDeclaration(node) ||
  ts.isInterfaceDeclaration(node) ||
  ts.isTypeAliasDeclaration(node) ||
  ts.isThrowStatement(node) ||
  (ts.isNewExpression(node) && node.expression.getText() === 'ChainruleError');

/** All mutants of a source, `{ file, line, code, marked, what, from, to, start, end }`: `from` at start … end becomes `to`. */
export function mutantsOf(file, text) {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const lines = text.split('\n');
  const mutants = [];
  const visit = (node) => {
    if (holdsNoRule(node)) return;
    for (const operator of operators)
      for (const { what, node: at, text: to } of operator(node)) {
        const start = at.getStart(source);
        const { line, character: column } = source.getLineAndCharacterOfPosition(start);
        mutants.push({
          file,
          line: line + 1,
          column,
          code: lines[line].trim(),
          marked: `${lines[line].slice(0, column)}‹${text.slice(start, at.end)}›${text.slice(at.end).split('\n', 1)}`.trim(),
          what,
          from: text.slice(start, at.end),
          to,
          start,
          end: at.end,
        });
      }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return mutants;
}

export const mutated = (text, { start, end, to }) => text.slice(0, start) + to + text.slice(end);
