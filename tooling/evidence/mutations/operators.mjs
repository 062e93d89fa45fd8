// What a slip of the pen makes of a piece of code. Each operator gives the replacements of one node, `{ what, node, text }`, or nothing.
import ts from 'typescript';

/** Tokens, functions and methods that are mistaken for each other. */
const both = (pairs) => new Map(pairs.flatMap(([a, b]) => [[a, b], [b, a]])); // prettier-ignore
const tokens = new Map([
  ...both([['+', '-'], ['*', '/'], ['<', '<='], ['>', '>='], ['===', '!=='], ['&&', '||']]), // prettier-ignore
  ...[['**', '*'], ['+=', '-='], ['*=', '/='], ['-=', '+='], ['/=', '*='], ['%', '*']], // prettier-ignore
]);
const methods = both([
  ['plus', 'minus'],
  ['times', 'over'],
  ['add', 'sub'],
  ['mul', 'div'],
  ['max', 'min'],
  ['sum', 'mean'], // prettier-ignore
  ['less', 'lessEqual'],
  ['greater', 'greaterEqual'],
  ['floor', 'ceil'],
  ['sin', 'cos'],
  ['sinh', 'cosh'],
  ['atan', 'asin'], // prettier-ignore
  ['exp', 'expm1'],
  ['log', 'log1p'],
  ['tan', 'tanh'],
  ['some', 'every'], // prettier-ignore
]);
/** Methods of two numbers, whose second may be lost, and methods of one that may be forgotten. */
const products = new Set(['times', 'over', 'mul', 'div', 'plus', 'minus', 'add', 'sub', 'matmul']);
const forgettable = new Set(['negated', 'neg', 'squared', 'abs', 'sqrt', 'sign', 'exp', 'log', 'pow', 'reciprocal', 'transpose']);
const factors = new Set([ts.SyntaxKind.AsteriskToken, ts.SyntaxKind.SlashToken, ts.SyntaxKind.PlusToken, ts.SyntaxKind.MinusToken]);

const swapToken = (node) => {
  if (!ts.isBinaryExpression(node)) return [];
  const { operatorToken } = node;
  const other = tokens.get(operatorToken.getText());
  return other ? [{ what: 'operator', node: operatorToken, text: other }] : [];
};
const dropOperand = (node) =>
  ts.isBinaryExpression(node) && factors.has(node.operatorToken.kind) ? [{ what: 'operand dropped', node, text: node.left.getText() }] : [];

/** `a.sub(b)`, `Math.sin(x)`, `sin.of(x)`: the name that decides. */
const nameOfCall = ({ expression }) => {
  if (ts.isIdentifier(expression)) return expression;
  if (!ts.isPropertyAccessExpression(expression)) return undefined;
  return expression.name.text === 'of' && ts.isIdentifier(expression.expression) ? expression.expression : expression.name;
};
const swapFunction = (node) => {
  const name = ts.isCallExpression(node) ? nameOfCall(node) : undefined;
  const other = name && methods.get(name.text);
  return other ? [{ what: 'function', node: name, text: other }] : [];
};
const dropCall = (node) => {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return [];
  const { expression: of, name } = node.expression;
  const argument = node.arguments[0];
  if (of.getText() === 'Math')
    return argument && forgettable.has(name.text) ? [{ what: 'call dropped', node, text: argument.getText() }] : [];
  const lost = argument ? products.has(name.text) || name.text === 'pow' : forgettable.has(name.text);
  return lost ? [{ what: 'call dropped', node, text: of.getText() }] : [];
};

const changeNumber = (node) => {
  if (ts.isBigIntLiteral(node)) return [{ what: 'constant', node, text: `${BigInt(node.text.slice(0, -1)) + 1n}n` }];
  if (!ts.isNumericLiteral(node)) return [];
  const value = Number(node.text);
  return [{ what: 'constant', node, text: String(Number.isInteger(value) && value < 1000 ? value + 1 : value * 1.1) }];
};
const dropSign = (node) =>
  ts.isPrefixUnaryExpression(node) && [ts.SyntaxKind.MinusToken, ts.SyntaxKind.ExclamationToken].includes(node.operator)
    ? [{ what: 'sign dropped', node, text: node.operand.getText() }]
    : [];
const negateCondition = (node) => {
  const condition =
    ts.isIfStatement(node) || ts.isWhileStatement(node) ? node.expression : ts.isConditionalExpression(node) && node.condition;
  return condition ? [{ what: 'condition negated', node: condition, text: `!(${condition.getText()})` }] : [];
};
const flipBoolean = (node) => {
  if (node.kind === ts.SyntaxKind.TrueKeyword) return [{ what: 'truth value', node, text: 'false' }];
  return node.kind === ts.SyntaxKind.FalseKeyword ? [{ what: 'truth value', node, text: 'true' }] : [];
};

export const operators = [swapToken, dropOperand, swapFunction, dropCall, changeNumber, dropSign, negateCondition, flipBoolean];
