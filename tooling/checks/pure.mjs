// Checks that a bundler can drop all of a package that is not used: importing a built package for nothing must leave nothing.
// The bundle is moved away from its package.json, so that only the code and its pure annotations are judged, not "sideEffects".
//   node tooling/checks/pure.mjs [root]
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { transform } from 'esbuild';
import ts from 'typescript';
import { report, rootArgument } from './lib/report.mjs';
import { packagesIn } from './lib/workspace.mjs';

const root = rootArgument();

/** What esbuild keeps of a module when nothing is imported from it, as statements; imports of other packages left out. */
async function leftovers(code) {
  const source = ts.createSourceFile('index.js', code, ts.ScriptTarget.Latest, true);
  const exported = source.statements.filter(ts.isExportDeclaration);
  const inner = exported.reduceRight((text, { pos, end }) => text.slice(0, pos) + text.slice(end), code);
  const { code: kept } = await transform(inner, { format: 'esm', treeShaking: true, legalComments: 'none', loader: 'js' });
  return ts
    .createSourceFile('kept.js', kept, ts.ScriptTarget.Latest, true)
    .statements.filter((statement) => !ts.isImportDeclaration(statement) && !isConstant(statement));
}

const namesOf = (statement) =>
  ts.isVariableStatement(statement)
    ? statement.declarationList.declarations.map(({ name }) => name.text)
    : [statement.name?.text].filter((name) => name !== undefined);

/** Of the statements kept, those that are the reason: kept also when all they mention is a function that does nothing. */
async function culprits(statements) {
  const found = [];
  for (const statement of statements) {
    if (ts.isFunctionDeclaration(statement)) continue;
    const others = statements.filter((other) => other !== statement).flatMap(namesOf);
    const { code } = await transform(`${others.map((name) => `function ${name}() {}`).join('\n')}\n${statement.getFullText()}`, {
      treeShaking: true,
      format: 'esm',
      legalComments: 'none',
      loader: 'js',
    });
    const rest = ts.createSourceFile('x.js', code, ts.ScriptTarget.Latest).statements.filter((other) => !ts.isFunctionDeclaration(other));
    if (rest.length > 0) found.push(statement.getText().split('\n')[0]);
  }
  return found;
}

/** A number worked out from numbers: bundlers may keep it, but it is small and brings nothing with it. */
function isConstant(node) {
  if (ts.isVariableStatement(node))
    return node.declarationList.declarations.every(({ initializer }) => initializer !== undefined && isConstant(initializer));
  if (ts.isParenthesizedExpression(node)) return isConstant(node.expression);
  if (ts.isBinaryExpression(node)) return isConstant(node.left) && isConstant(node.right);
  if (ts.isPrefixUnaryExpression(node)) return isConstant(node.operand);
  if (ts.isCallExpression(node)) return /^Math\.\w+$/.test(node.expression.getText()) && node.arguments.every(isConstant);
  if (ts.isPropertyAccessExpression(node)) return /^(Math|Number)\.\w+$|^\w+\.length$/.test(node.getText());
  if (ts.isArrayLiteralExpression(node)) return node.elements.every(isConstant);
  if (ts.isObjectLiteralExpression(node))
    return node.properties.every((property) => ts.isPropertyAssignment(property) && isConstant(property.initializer));
  return ts.isNumericLiteral(node) || ts.isIdentifier(node);
}

const problems = [];
let count = 0;
for (const { folder } of packagesIn(root, ['packages'])) {
  const file = join(folder, 'dist/index.js');
  if (!existsSync(join(root, file))) continue;
  count++;
  const statements = await leftovers(readFileSync(join(root, file), 'utf8'));
  if (statements.length === 0) continue;
  problems.push(
    `${file}: importing it for nothing leaves ${statements.length} statements. A bundler keeps these and all they use; mark calls /* @__PURE__ */, name no properties, or compute on first use:`,
    ...(await culprits(statements)).map((line) => `    ${line}`),
  );
}
report('pure', problems, `${count} built packages`);
