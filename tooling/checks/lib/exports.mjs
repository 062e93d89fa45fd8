// What a package exports, read from what is published: its declarations; and from its index, for where in the source each name stands.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';

const parsed = (file) => ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
const isExported = (statement) =>
  ts.canHaveModifiers(statement) && statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);

/** The statements of a file that declare something, by name; the overloads of a function stand together. */
function declarationsOf(source) {
  const found = new Map();
  const add = (name, statement, node = statement) => found.set(name, [...(found.get(name) ?? []), { statement, node }]);
  for (const statement of source.statements)
    if (ts.isVariableStatement(statement)) for (const node of statement.declarationList.declarations) add(node.name.text, statement, node);
    else if (statement.name?.text) add(statement.name.text, statement);
  return found;
}

/** Whether a type is one that can be called, as far as the same file says. */
function isCallable(type, declarations) {
  if (type === undefined) return false;
  if (ts.isFunctionTypeNode(type)) return true;
  if (ts.isIntersectionTypeNode(type)) return type.types.some((one) => isCallable(one, declarations));
  if (!ts.isTypeReferenceNode(type)) return false;
  return (declarations.get(type.typeName.getText()) ?? []).some(({ node }) =>
    ts.isTypeAliasDeclaration(node) ? isCallable(node.type, declarations) : node.members?.some(ts.isCallSignatureDeclaration),
  );
}

const kindOf = (node, declarations) => {
  if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return 'type';
  if (ts.isFunctionDeclaration(node)) return 'function';
  return ts.isVariableDeclaration(node) && isCallable(node.type, declarations) ? 'function' : 'value';
};

/** The text of a docstring before its first tag. */
const prose = (doc) => (ts.getTextOfJSDocComment(doc.comment) ?? '').trim();

/** Everything that `dist/index.d.ts` exports: `{ name, kind, doc, example }`; kind is function, value or type. */
export function publishedExports(folder, file = 'dist/index.d.ts') {
  const source = parsed(join(folder, file));
  const declarations = declarationsOf(source);
  const named = source.statements
    .filter((statement) => ts.isExportDeclaration(statement) && statement.exportClause && ts.isNamedExports(statement.exportClause))
    .flatMap(({ exportClause }) =>
      exportClause.elements.map((one) => ({ name: one.name.text, local: (one.propertyName ?? one.name).text })),
    );
  const direct = [...declarations].filter(([, all]) => isExported(all[0].statement)).map(([name]) => ({ name, local: name }));
  return [...named, ...direct].map(({ name, local }) => {
    const all = declarations.get(local) ?? [];
    const docs = all.flatMap(({ statement }) => ts.getJSDocCommentsAndTags(statement).filter(ts.isJSDoc));
    return {
      name,
      kind: all.length === 0 ? 'value' : kindOf(all[0].node, declarations),
      doc: docs.map(prose).find((text) => text !== '') ?? '',
      example: docs.some(({ tags }) => tags?.some(({ tagName }) => tagName.text === 'example')),
    };
  });
}

/** Whether the declaration of a name throws an error of ours where it stands, not only by what it calls. */
export const throwsItself = (file, name) =>
  existsSync(file) && (declarationsOf(parsed(file)).get(name) ?? []).some(({ node }) => /throw new ChainruleError/.test(node.getText()));

/** The file that each name of a package's index comes from, as a path from `src`. */
export function placesOf(folder) {
  const places = new Map();
  const visit = (file) => {
    for (const statement of parsed(join(folder, 'src', file)).statements) {
      if (!ts.isExportDeclaration(statement) || !statement.moduleSpecifier) continue;
      const target = join(dirname(file), statement.moduleSpecifier.text).replace(/\.js$/, '.ts');
      if (statement.exportClause) for (const { name } of statement.exportClause.elements) places.set(name.text, target);
      else if (existsSync(join(folder, 'src', target)))
        for (const [name, all] of declarationsOf(parsed(join(folder, 'src', target))))
          if (isExported(all[0].statement)) places.set(name, target);
    }
  };
  visit('index.ts');
  return places;
}
