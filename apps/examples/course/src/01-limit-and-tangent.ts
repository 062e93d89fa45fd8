// How steep is x³ at 2? Secants through points that come nearer settle on the tangent, and the limit says on what exactly.
import { limit, toText } from '@chainrule/symbolic';
import { toTerminal } from '@chainrule/viz';

const f = (x: number): number => x ** 3;
const secant = (h: number): number => (f(2 + h) - f(2)) / h;

console.log([1, 0.1, 0.01, 0.001].map((h) => `h = ${h}: the secant rises by ${secant(h).toFixed(4)}`).join('\n'));
// → h = 1: the secant rises by 19.0000
// h = 0.1: the secant rises by 12.6100
// h = 0.01: the secant rises by 12.0601
// h = 0.001: the secant rises by 12.0060

const slope = limit('((2 + h)^3 - 2^3) / h', 'h', 0).value!;
console.log(`as h → 0: ${toText(slope)}`);
// → as h → 0: 12

const x = Array.from({ length: 61 }, (_, i) => 0.5 + i / 24);
const through = (rise: number): number[] => x.map((at) => f(2) + rise * (at - 2));
const picture = toTerminal(
  {
    ...{ kind: 'chart', title: 'Secants turn into the tangent', description: 'x³ with two secants and the tangent at 2.' },
    ...{ x: { label: 'x' }, y: { label: 'y', domain: [-10, 28] } },
    marks: [
      { kind: 'line', name: 'x³', x, y: x.map(f) },
      { kind: 'line', name: 'secant, h = 1', x, y: through(secant(1)) },
      { kind: 'line', name: 'tangent', x, y: through(12) },
      { kind: 'scatter', name: 'the point', x: [2], y: [8], symbol: 'cross' },
    ],
  },
  { width: 64, height: 20 },
);
console.log(picture);
// → ● x³  ● secant, h = 1  ● tangent  ● the point
//     y
//     │                                                         ⣀⠤
//     │                                                      ⡠⣔⠞⠁
//     │                                                  ⢀⡠⢔⠭⠊
//  20 ┤                                                ⡠⢖⡡⠒⠁  ⣀⠤⠔⠊
//     │                                            ⢀⡠⠔⣉⠔⢃⣀⠤⠒⠊⠉
//     │                                         ⢀⠤⢒⡡⣔⡩⠔⠒⠁
//  10 ┤                                      ⣀⢤⣪⠵⠞⠋⠉
//     │                                  ⢢⣠⠶⠞⠊⠉
//     │                             ⣀⣠⢤⡲⠞⠋⠈⠂
//     │                    ⢀⣀⣀⠤⠤⣔⠶⠞⠋⡩⠒⠁
//   0 ┤⣀⣀⣀⣀⣀⣀⣀⣀⣀⠤⠤⠤⠤⠔⠒⠒⠒⠊⠉⢉⣁⠤⠔⠊⠉⢀⡠⠔⠉
//     │              ⢀⣀⠤⠒⠊⠁  ⢀⠤⠒⠁
//     │          ⡠⠤⠒⠊⠁    ⣀⠔⠊⠁
//     │     ⣀⠤⠔⠊⠉      ⡠⠔⠊
// −10 ┤⣀⠤⠒⠊⠉       ⢀⡠⠒⠉
//     └┬──────────┬───────────┬───────────┬──────────┬───────────┬
//     0.5        1.0         1.5         2.0        2.5        3.0
//                                   x
