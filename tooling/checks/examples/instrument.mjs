// Turns the `// → value` comments of an example into checks.
import ts from 'typescript';

/** The text of an assertion comment, or undefined: `// → 3`. */
const assertionText = (comment) => /^\/\/\s*→\s?(.*)$/.exec(comment)?.[1];

/** The `// → …` comment that belongs to a statement, with the plain comment lines that follow it directly as further lines. */
function assertionAfter(source, statement) {
  const text = source.text;
  const ranges = [...(ts.getTrailingCommentRanges(text, statement.end) ?? []), ...(ts.getLeadingCommentRanges(text, statement.end) ?? [])];
  const comments = [...new Map(ranges.map((range) => [range.pos, range])).values()].sort((a, b) => a.pos - b.pos);
  const first = comments.findIndex(({ pos, end }) => assertionText(text.slice(pos, end)) !== undefined);
  if (first < 0) return undefined;
  // Only a comment on the statement's last line or on the next one is about it.
  const lineOf = (position) => source.getLineAndCharacterOfPosition(position).line;
  if (lineOf(comments[first].pos) > lineOf(statement.end) + 1) return undefined;
  const lines = [assertionText(text.slice(comments[first].pos, comments[first].end))];
  let last = first;
  while (last + 1 < comments.length && lineOf(comments[last + 1].pos) === lineOf(comments[last].pos) + 1) {
    last++;
    lines.push(text.slice(comments[last].pos, comments[last].end).replace(/^\/\/ ?/, ''));
  }
  return { expected: lines.join('\n'), line: lineOf(comments[first].pos) + 1 };
}

function namesOf(pattern) {
  if (ts.isIdentifier(pattern)) return pattern.text;
  const names = pattern.elements.filter((e) => !ts.isOmittedExpression(e)).map((e) => namesOf(e.name));
  return ts.isArrayBindingPattern(pattern) ? `[${names.join(', ')}]` : `{ ${names.join(', ')} }`;
}

const isLog = (expression) => ts.isCallExpression(expression) && /^console\.\w+$/.test(expression.expression.getText());

/** A replacement `{ start, end, text }` of one statement by itself and a check of its value. */
function checked(source, statement, expected, at) {
  const quoted = `${JSON.stringify(expected)}, ${JSON.stringify(at)}`;
  const body = statement.getText(source);
  const thrown = /^throws\b\s*(.*)$/s.exec(expected);
  if (thrown) return `await __check.throws(async () => { ${body} }, ${JSON.stringify(thrown[1])}, ${JSON.stringify(at)});`;
  if (ts.isExpressionStatement(statement)) {
    if (isLog(statement.expression)) return `__check.forget(); ${body} __check.logged(${quoted});`;
    return `__check.value(${statement.expression.getText(source)}, ${quoted});`;
  }
  if (ts.isVariableStatement(statement)) {
    const last = statement.declarationList.declarations.at(-1);
    return `${body} __check.value(${namesOf(last.name)}, ${quoted});`;
  }
  return undefined;
}

/** The example's code with its assertions as calls of `__check`, `{ code, assertions, problems }`. Line numbers stay as they are. */
export function instrument({ file, line: firstLine, code }) {
  const source = ts.createSourceFile('example.ts', code, ts.ScriptTarget.Latest, true);
  const problems = [];
  const edits = [];
  const claimed = new Set();
  for (const statement of source.statements) {
    const assertion = assertionAfter(source, statement);
    if (assertion === undefined || claimed.has(assertion.line)) continue;
    claimed.add(assertion.line);
    const at = `${file}:${firstLine + assertion.line - 1}`;
    const text = checked(source, statement, assertion.expected, at);
    if (text === undefined) problems.push(`${at}: only an expression or a declaration can have a value to compare`);
    else edits.push({ start: statement.getStart(source), end: statement.end, text });
  }
  code.split('\n').forEach((text, i) => {
    if (/\/\/\s*→/.test(text) && !claimed.has(i + 1) && !/^\s*\/\//.test(text))
      problems.push(`${file}:${firstLine + i}: this value is compared with nothing: put it after a whole statement`);
    if (/^\s*\/\/\s*→/.test(text) && !claimed.has(i + 1))
      problems.push(`${file}:${firstLine + i}: this value is compared with nothing: put it right below a statement`);
  });
  let result = code;
  for (const edit of edits.reverse()) result = result.slice(0, edit.start) + edit.text + result.slice(edit.end);
  return { code: result, assertions: claimed.size, problems };
}
