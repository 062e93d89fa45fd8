import { shellWord, textLiteral } from '../parts/quoting.js';
import type { Sources } from '../parts/take-along.js';
import { pointText, type Coordinate } from './point-text.js';

/** The computation as a command and as a program. */
export const sourcesOf = (f: string, point: readonly Coordinate[]): Sources => ({
  cli: `chainrule trace ${shellWord(f)}${point.length > 0 ? ` --at ${pointText(point)}` : ''}`,
  typescript: `import { parse, toText } from '@chainrule/symbolic';
import { backpropFormula } from '@chainrule/tensor';

const point = { ${point.map(({ name, value }) => `${name}: ${value}`).join(', ')} };
for (const { part, value, gradient, slopes } of backpropFormula(parse(${textLiteral(f)}), point))
  console.log(toText(part), value.item(), gradient.item(), slopes);
`,
});
