import { shellWord, textLiteral } from '../parts/quoting.js';
import type { Sources } from '../parts/take-along.js';

/** The gradient at a point as a command; with the slope in a direction and the flat places as a program. */
export const sourcesOf = (f: string, x: number, y: number, angle: number): Sources => ({
  cli: `chainrule gradient ${shellWord(f)} --wrt x,y --at x=${x},y=${y}`,
  typescript: `import { criticalPoints, evaluate, gradient, toText } from '@chainrule/symbolic';

const f = ${textLiteral(f)};
const slopes = gradient(f, ['x', 'y']).map((slope) => evaluate(slope, { x: ${x}, y: ${y} }));
console.log('gradient', slopes);
const angle = (${angle} * Math.PI) / 180;
console.log('slope along u', slopes[0]! * Math.cos(angle) + slopes[1]! * Math.sin(angle));
for (const { point, kind } of criticalPoints(f, ['x', 'y']).points)
  console.log(kind, Object.entries(point).map(([name, at]) => \`\${name} = \${toText(at)}\`));
`,
});
