// Answers on standard output, for each case named on standard input, how many milliseconds math.js takes for it.
// math.js is found from the folder given as the first argument.
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';

const require = createRequire(`${process.argv[2]}/`);
const { derivative, parse, version } = require('mathjs');

const cases = {
  chain: () => {
    let f = 'x';
    for (let i = 0; i < 12; i++) f = `(sin(${f})*${f}+x)`;
    const node = parse(f);
    return () => derivative(node, 'x');
  },
  network: () => {
    const weights = ['c'];
    let output = 'c';
    for (let j = 0; j < 20; j++) {
      let sum = `b${j}`;
      weights.push(`b${j}`, `v${j}`);
      for (let i = 0; i < 8; i++) {
        weights.push(`w${j}_${i}`);
        sum += `+w${j}_${i}*x${i}`;
      }
      output += `+v${j}*tanh(${sum})`;
    }
    const node = parse(`(${output}-t)^2`);
    return () => weights.map((weight) => derivative(node, weight));
  },
  twentieth: () => () => {
    let node = parse('exp(sin(x))');
    for (let n = 0; n < 20; n++) node = derivative(node, 'x');
    return node;
  },
  monomials: () => {
    let seed = 1;
    const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
    const terms = Array.from({ length: 1000 }, () => {
      let term = String(1 + Math.floor(random() * 9));
      for (let i = 0; i < 10; i++) {
        const n = Math.floor(random() * 4);
        if (n > 0) term += `*z${i}^${n}`;
      }
      return term;
    });
    const node = parse(terms.join('+'));
    return () => Array.from({ length: 10 }, (_, i) => derivative(node, `z${i}`));
  },
};

console.log(JSON.stringify({ version: `math.js ${version}, Node ${process.versions.node}` }));
for await (const line of createInterface({ input: process.stdin })) {
  try {
    const work = cases[line.trim()]();
    const start = performance.now();
    work();
    console.log(JSON.stringify({ milliseconds: performance.now() - start }));
  } catch (error) {
    console.log(JSON.stringify({ failed: String(error).slice(0, 80) }));
  }
}
