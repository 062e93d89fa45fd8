import type { Sources } from '../parts/take-along.js';
import { shellWord, textLiteral } from '../parts/quoting.js';

/** The derivation as a command and as a program. */
export const sourcesOf = (f: string, variable: string): Sources => ({
  cli: `chainrule steps ${shellWord(f)}`,
  typescript: `import { explain, toText } from '@chainrule/symbolic';

const { steps, result } = explain(${textLiteral(f)}, ${textLiteral(variable)});
for (const { rule, before, after } of steps) console.log(rule, toText(before), '→', toText(after));
console.log(toText(result));
`,
});
