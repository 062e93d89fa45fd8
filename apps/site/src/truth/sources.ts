import type { Sources } from '../parts/take-along.js';
import { shellWord, textLiteral } from '../parts/quoting.js';

/** The errors of differences over the step, as a command and as a program. */
export const curveSources = (f: string, x: number): Sources => ({
  cli: `chainrule numdiff ${shellWord(f)} --at ${x} --curve`,
  typescript: `import { central, stepSweep } from '@chainrule/numeric';
import { compile } from '@chainrule/symbolic';

const f = compile(${textLiteral(f)}, ['x']);
for (const { h, forward, central: middle } of stepSweep((x) => f(x), ${x}, { methods: [central({ order: 4 })] }))
  console.log(h, forward, middle);
`,
});
