// Checks that a bundler can drop all of a package that is not used: importing a built package for nothing must leave nothing.
// The bundle is moved away from its package.json, so that only the code and its pure annotations are judged, not "sideEffects".
//   node tooling/checks/pure.mjs [root]
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { report, rootArgument } from './lib/report.mjs';
import { packagesIn } from './lib/workspace.mjs';

const root = rootArgument();

async function leftovers(code) {
  const folder = mkdtempSync(join(tmpdir(), 'pure-'));
  try {
    writeFileSync(join(folder, 'package.mjs'), code);
    const { outputFiles } = await build({
      stdin: { contents: "import './package.mjs';", resolveDir: folder },
      bundle: true,
      format: 'esm',
      platform: 'neutral',
      packages: 'external',
      write: false,
      logLevel: 'silent',
      treeShaking: true,
      legalComments: 'none',
    });
    const lines = outputFiles[0].text.split('\n');
    return lines.filter((line) => line.trim() !== '' && !line.trim().startsWith('//') && !/^import ("|.* from ")[^".][^"]*";$/.test(line));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const problems = [];
let count = 0;
for (const { folder } of packagesIn(root, ['packages'])) {
  const file = join(folder, 'dist/index.js');
  if (!existsSync(join(root, file))) continue;
  count++;
  const left = await leftovers(readFileSync(join(root, file), 'utf8'));
  if (left.length > 0)
    problems.push(
      `${file}: importing it for nothing leaves ${left.length} lines of code, so it has side effects at its top level:\n    ${left.slice(0, 5).join('\n    ')}`,
    );
}
report('pure', problems, `${count} built packages`);
