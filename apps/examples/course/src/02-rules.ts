// The rules at work: a derivation step by step, each step checked with numbers, and a wrong answer whose slip is found.
import { checkAnswer, explain, toText } from '@chainrule/symbolic';

const { steps, result } = explain('x^2 / (1 + sin(3x))', 'x');
const lines = steps.map(
  ({ rule, before, after }) => `${rule.padEnd(17)} ${rule === 'simplify' ? '' : 'd/dx '}${toText(before)}  =  ${toText(after)}`,
);
console.log([...lines, `altogether        ${toText(result)}`].join('\n'));
// → power             d/dx x^2  =  2x
// constant multiple d/dx 3x  =  3
// chain             d/dx sin(3x)  =  cos(3x)*3
// sum               d/dx 1 + sin(3x)  =  3cos(3x)
// quotient          d/dx x^2/(1 + sin(3x))  =  (2x(1 + sin(3x)) - x^2(3cos(3x)))/(1 + sin(3x))^2
// simplify          (2x(1 + sin(3x)) - x^2(3cos(3x)))/(1 + sin(3x))^2  =  x(2sin(3x) - 3x*cos(3x) + 2)/(sin(3x) + 1)^2
// altogether        x(2sin(3x) - 3x*cos(3x) + 2)/(sin(3x) + 1)^2

const forgotten = checkAnswer('sin(3x)', 'x', 'cos(3x)');
console.log(`cos(3x)? ${forgotten.verdict}: ${forgotten.slip!.message}`);
// → cos(3x)? different: the inner derivative is missing: by the chain rule the outer derivative is multiplied by u′
