import type { Sources } from '../parts/take-along.js';
import { shellWord, textLiteral } from '../parts/quoting.js';

/** The same for the command line, and as a program. */
export function sourcesOf(f: string, variables: readonly string[]): Sources {
  const several = variables.length > 1;
  return {
    cli: several ? `chainrule gradient ${shellWord(f)}` : `chainrule diff ${shellWord(f)}`,
    typescript: several
      ? `import { gradient, toText } from '@chainrule/symbolic';

console.log(gradient(${textLiteral(f)}, [${variables.map(textLiteral).join(', ')}]).map(toText));
`
      : `import { derivative, toText } from '@chainrule/symbolic';

console.log(toText(derivative(${textLiteral(f)}, ${textLiteral(variables[0] ?? 'x')})));
`,
  };
}
