import type { Sources } from '../parts/take-along.js';
import { shellWord, textLiteral } from '../parts/quoting.js';

/** The slope at a point, as a command, and with its secants as a program. */
export const sourcesOf = (f: string, x: number): Sources => ({
  cli: `chainrule diff ${shellWord(f)} --at ${x}`,
  typescript: `import { derivative as byDifferences, forward } from '@chainrule/numeric';
import { compile, derivative } from '@chainrule/symbolic';

const f = compile(${textLiteral(f)}, ['x']);
const slope = compile(derivative(${textLiteral(f)}, 'x'), ['x']);
console.log('tangent', slope(${x}));
for (const step of [1, 0.1, 0.01, 0.001])
  console.log('secant', step, byDifferences((x) => f(x), ${x}, { method: forward({ order: 1, step }) }).value);
`,
});
