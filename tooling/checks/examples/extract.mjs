// Finds the examples: fenced ```ts blocks of Markdown files, those of the @example tags of TSDoc comments, and whole programs: the numbered
// files of the demo apps.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow, isTest, packagesIn, sourcesOf } from '../lib/workspace.mjs';

const fence = /^\s*(`{3,})\s*([^`]*)$/;

/** Fenced blocks in lines of Markdown: `{ language, flags, line, code }`, `line` being that of the first line of code. */
export function fencedBlocks(lines, firstLine = 1) {
  const blocks = [];
  let open;
  lines.forEach((text, i) => {
    const match = fence.exec(text);
    if (open === undefined && match) {
      const [language = '', ...flags] = match[2].trim().split(/\s+/);
      open = { mark: match[1], indent: text.search(/\S/), language, flags, line: firstLine + i + 1, code: [] };
    } else if (open !== undefined && match && match[1].length >= open.mark.length && match[2] === '') {
      blocks.push({ language: open.language, flags: open.flags, line: open.line, code: open.code.join('\n') });
      open = undefined;
    } else if (open !== undefined) open.code.push(text.slice(Math.min(open.indent, text.length - text.trimStart().length)));
  });
  return { blocks, unclosed: open?.line };
}

const isTypeScript = (block) => block.language === 'ts' || block.language === 'typescript';

/** The examples of one page. */
export function fromMarkdown(root, file) {
  const { blocks, unclosed } = fencedBlocks(readFileSync(join(root, file), 'utf8').split('\n'));
  const problems = unclosed === undefined ? [] : [`${file}:${unclosed}: this code block is never closed`];
  const examples = [];
  for (const block of blocks.filter(isTypeScript)) {
    // ```ts continued: the block goes on from the one before it.
    const last = examples.at(-1);
    if (block.flags.includes('continued') && last)
      last.code += '\n'.repeat(block.line - last.line - last.code.split('\n').length + 1) + block.code;
    else examples.push({ file, line: block.line, code: block.code, run: !block.flags.includes('no-run') });
  }
  return { examples, problems };
}

function fromComments(root, file) {
  const lines = readFileSync(join(root, file), 'utf8').split('\n');
  const examples = [];
  const problems = [];
  lines.forEach((text, i) => {
    if (!/^\s*(\/\*)?\*\s*@example\b/.test(text)) return;
    let end = i + 1;
    while (end < lines.length && !/^\s*\*\s*@\w/.test(lines[end]) && !/\*\//.test(lines[end])) end++;
    const body = lines.slice(i + 1, end).map((line) => line.replace(/^\s*\* ?/, ''));
    const blocks = fencedBlocks(body, i + 2).blocks.filter(isTypeScript);
    if (blocks.length === 0) problems.push(`${file}:${i + 1}: an @example needs a \`\`\`ts block`);
    for (const block of blocks) examples.push({ file, line: block.line, code: block.code, run: !block.flags.includes('no-run') });
  });
  return { examples, problems };
}

const isProgram = (file) => /^apps[\\/]examples[\\/].*[\\/]\d\d-[^\\/]+\.ts$/.test(file);
const program = (root, file) => ({ file, line: 1, code: readFileSync(join(root, file), 'utf8'), run: true });

/** All examples of the repository: `{ file, line, code, run }`, and what is wrong with how they are written. */
export function extractExamples(root) {
  const markdown = [
    ...filesBelow(root).filter((file) => /^[^/\\]+\.md$/.test(file)),
    ...filesBelow(join(root, 'docs'))
      .filter((file) => file.endsWith('.md'))
      .map((file) => join('docs', file)),
    ...packagesIn(root).flatMap(({ folder }) =>
      filesBelow(join(root, folder))
        .filter((file) => file.endsWith('.md') && !file.endsWith('CHANGELOG.md'))
        .map((file) => join(folder, file)),
    ),
  ];
  const sources = packagesIn(root).flatMap((item) => sourcesOf(root, item).filter((file) => !isTest(file)));
  const found = [...markdown.map((file) => fromMarkdown(root, file)), ...sources.map((file) => fromComments(root, file))];
  const programs = sources.filter(isProgram).map((file) => program(root, file));
  return { examples: [...found.flatMap((item) => item.examples), ...programs], problems: found.flatMap((item) => item.problems) };
}
