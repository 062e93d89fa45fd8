// A function of two variables has two slopes. Together they are the gradient: it stands across the contours, and points uphill.
import { compile, criticalPoints, gradient, toText } from '@chainrule/symbolic';
import { sampleGrid, toTerminal } from '@chainrule/viz';

const formula = 'x^3 - 3x + y^2';
const slopes = gradient(formula, ['x', 'y']);
console.log(`∂f/∂x = ${toText(slopes[0]!)}\n∂f/∂y = ${toText(slopes[1]!)}`);
// → ∂f/∂x = 3x^2 - 3
// ∂f/∂y = 2y

const { points } = criticalPoints(formula, ['x', 'y']);
console.log(points.map(({ point, kind }) => `(${toText(point['x']!)}, ${toText(point['y']!)}) is a ${kind}`).join('\n'));
// → (-1, 0) is a saddle
// (1, 0) is a minimum

const height = compile(formula, ['x', 'y']);
const [dx, dy] = slopes.map((slope) => compile(slope, ['x', 'y'])) as [typeof height, typeof height];
const places = [-1.6, -0.8, 0, 0.8, 1.6].flatMap((x) => [-1.2, 0, 1.2].map((y) => [x, y] as const));
/** Downhill, shortened so that arrows do not cross. */
const down = places.map(([x, y]) => [dx(x, y), dy(x, y)].map((slope) => -0.1 * slope) as [number, number]);
const picture = toTerminal(
  {
    ...{ kind: 'chart', title: 'Contours, and the way down', description: 'Arrows against the gradient lead away from the saddle.' },
    ...{ x: { label: 'x' }, y: { label: 'y' } },
    marks: [
      { kind: 'contour', grid: sampleGrid(height, [-2, 2], [-1.6, 1.6]), levels: [-1.5, 0, 2] },
      { kind: 'arrows', x: places.map(([x]) => x), y: places.map(([, y]) => y), dx: down.map(([x]) => x), dy: down.map(([, y]) => y) },
    ],
  },
  { width: 64, height: 20 },
);
console.log(picture);
// → Contours, and the way down
//      y
//  1.5 ┤⢈⡀ ⠈⢆                        ⢀⠤⠚⠁          ⣀⡀       ⠘⢄
//      │ ⠱⡀  ⠱⣄           ⡀       ⢀⡤⠒⡁      ⢀⣠⠤⠒⢊⠉⠉ ⠈⠉⠉⠒⠤⡀  ⡀ ⠣⡀
//  1.0 ┤⣀⣀⣣⠤⠒⠉⠙⢆          ⠑⣄    ⢀⠖⠁  ⠈⠑⠢⢄⣀⡠⠖⠉    ⠣⡀  ⣀⣀⡠⠤⠛⠪⡉   ⠱⡀
//      │⠋  ⢇    ⠱⡀         ⠙⠁ ⣠⠊⠁       ⡠⠛⠁      ⠈⠋ ⠈⠋     ⠙⡄   ⢣
//      │⠈⡇ ⠘⡄    ⠈⢢         ⡠⠎        ⢀⡜⠁      ⢀⡠⠖⠒⠑⠒⠢⢄     ⠸⡀  ⠘⡄
//  0.5 ┤ ⢸  ⢱      ⠑⢄     ⡠⠎⠁         ⡎       ⡰⠉       ⠑⡄    ⢣   ⢇
//      │ ⠸⡀ ⢸        ⠣⡀ ⣠⠚           ⢸       ⡰⠁         ⢸    ⢸   ⢸
//  0.0 ┤⡦⠤⡧⠤⢼⠤⠤       ⢈⣹⠁ ⠤⢴⠄        ⢮⠤⠤⠤⢴⠄  ⡇  ⠠⠤⡦ ⠠⡦⠤⠤⠤⡧⠤⠤⠄⢸   ⢸
//      │ ⢰⠁ ⢸        ⡔⠁ ⠙⢤           ⢸       ⠱⡀         ⢸    ⢸   ⢸
// −0.5 ┤ ⢸  ⡸      ⡠⠊     ⠑⢄          ⢇       ⠱⣀       ⡠⠃    ⡜   ⡎
//      │⢀⡇ ⢠⠃    ⢀⠜         ⠑⢄        ⠈⢣⡀      ⠈⠑⠦⠤⡠⠤⠔⠚     ⢰⠁  ⢠⠃
// −1.0 ┤⣄  ⡎    ⡰⠁         ⣠⡀ ⠑⢄⡀       ⠑⣤⡀      ⢀⣄ ⢀⣄     ⡠⠃   ⡜
//      │⠉⠉⡝⠒⠤⣀⣠⠎          ⡠⠋    ⠈⠦⡀  ⢀⡠⠔⠊⠉⠑⠦⣀    ⡔⠁  ⠉⠉⠑⠒⣤⢔⣁   ⡰⠁
//      │ ⡰⠁  ⡰⠋           ⠁       ⠈⠓⠤⡁      ⠈⠙⠒⠤⢌⣀⣀ ⢀⣀⣀⠤⠒⠁  ⠁ ⡔⠁
// −1.5 ┤⢈⠁ ⢀⠎                        ⠉⠒⢤⡀          ⠉⠁       ⢠⠊
//      └┬──────────────┬─────────────┬─────────────┬─────────────┬
//      −2             −1             0             1             2
//                                   x
