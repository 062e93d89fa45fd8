/** A surface made ready for drawing: everything in the unit cube, texts escaped. It is plain data, so that it can be written into a page. */
export interface SurfaceModel {
  readonly width: number;
  readonly height: number;
  readonly columns: number;
  readonly rows: number;
  /** Row by row, 0 to 1; null where there is no surface. */
  readonly heights: readonly (number | null)[];
  /** How many colours of height there are, of classes h0, h1 … */
  readonly shades: number;
  readonly paths: readonly { readonly colour: string; readonly points: readonly (readonly [number, number, number])[] }[];
  readonly axes: readonly { readonly label: string; readonly ticks: readonly { readonly at: number; readonly text: string }[] }[];
  readonly ink: string;
  readonly muted: string;
  readonly gridLine: string;
  readonly paper: string;
}

export interface View {
  /** Degrees around the vertical. */
  readonly azimuth: number;
  /** Degrees above the floor. */
  readonly elevation: number;
}

/**
 * The inside of a surface's SVG: floor, axes, and the quadrilaterals and path pieces from the far ones to the near (the painter's algorithm).
 *
 * It stands entirely alone, without a name from outside, because its own text is what turns the surface in a page.
 */
export function drawSurface(model: SurfaceModel, view: View): string {
  type Point = readonly [number, number, number];
  const { width, height, columns, rows, heights } = model;
  const [a, e] = [(view.azimuth * Math.PI) / 180, (view.elevation * Math.PI) / 180];
  /** A point of the unit cube in units of the cube: to the right, down and away from the reader. */
  const turn = ([u, v, w]: Point): Point => {
    const [x, y, z] = [
      (u - 0.5) * Math.cos(a) - (v - 0.5) * Math.sin(a),
      (u - 0.5) * Math.sin(a) + (v - 0.5) * Math.cos(a),
      0.6 * (w - 0.5),
    ];
    return [x, -(z * Math.cos(e) + y * Math.sin(e)), y * Math.cos(e) - z * Math.sin(e)];
  };
  // As large as fits, with room around it for the words.
  const box = [0, 1].flatMap((u) => [0, 1].flatMap((v) => [0, 1].map((w) => turn([u, v, w]))));
  const [top, bottom] = [Math.min(...box.map((p) => p[1])), Math.max(...box.map((p) => p[1]))];
  const half = Math.max(...box.map((p) => Math.abs(p[0])));
  const size = Math.min((width - 130) / (2 * half), (height - 86) / (bottom - top));
  /** Where a point of the unit cube is on the page, and how far behind its middle. */
  const project = (p: Point): Point => {
    const [x, y, depth] = turn(p);
    return [width / 2 + size * x, 40 + size * (y - top), depth];
  };
  const at = (p: Point): string => {
    const [x, y] = project(p);
    return `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`;
  };
  const segment = (from: Point, to: Point): string => `M${at(from)}L${at(to)}`;

  // Behind everything: a grid on the floor.
  const [xAxis, yAxis, zAxis] = model.axes as [SurfaceModel['axes'][0], SurfaceModel['axes'][0], SurfaceModel['axes'][0]];
  const floor = [
    ...xAxis.ticks.map((tick) => segment([tick.at, 0, 0], [tick.at, 1, 0])),
    ...yAxis.ticks.map((tick) => segment([0, tick.at, 0], [1, tick.at, 0])),
  ].join('');

  // Axes go along the near edges of the floor, and up the edge that is furthest left.
  const nearV = project([0.5, 0, 0])[1] > project([0.5, 1, 0])[1] ? 0 : 1;
  const nearU = project([0, 0.5, 0])[1] > project([1, 0.5, 0])[1] ? 0 : 1;
  const corners: Point[] = [
    [0, 0, 0],
    [0, 1, 0],
    [1, 0, 0],
    [1, 1, 0],
  ];
  const left = corners.reduce((best, corner) => (project(corner)[0] < project(best)[0] ? corner : best));
  const write = (p: Point, text: string, out: readonly [number, number], name = false): string => {
    const [x, y] = project(p);
    const anchor = Math.abs(out[0]) < 6 ? 'middle' : out[0] > 0 ? 'start' : 'end';
    const style = name ? `fill="${model.ink}" font-size="13"` : `fill="${model.muted}" font-size="11"`;
    return `<text x="${Math.round(x + out[0])}" y="${Math.round(y + out[1] + 4)}" text-anchor="${anchor}" ${style}>${text}</text>`;
  };
  /** Outwards on the page: away from the middle of the floor, so many pixels. */
  const outwards = (p: Point, by: number): readonly [number, number] => {
    const [[x, y], [cx, cy]] = [project(p), project([0.5, 0.5, 0])];
    const length = Math.hypot(x - cx, y - cy) || 1;
    return [((x - cx) / length) * by, ((y - cy) / length) * by];
  };
  const alongX = (t: number): Point => [t, nearV, 0];
  const alongY = (t: number): Point => [nearU, t, 0];
  const alongZ = (t: number): Point => [left[0], left[1], t];
  const labels = [
    ...xAxis.ticks.map((tick) => write(alongX(tick.at), tick.text, outwards(alongX(0.5), 14))),
    ...yAxis.ticks.map((tick) => write(alongY(tick.at), tick.text, outwards(alongY(0.5), 14))),
    ...zAxis.ticks.map((tick) => write(alongZ(tick.at), tick.text, [-9, 0])),
    write(alongX(0.5), xAxis.label, outwards(alongX(0.5), 40), true),
    write(alongY(0.5), yAxis.label, outwards(alongY(0.5), 40), true),
    write(alongZ(1), zAxis.label, [0, -18], true),
  ].join('');
  const edges = segment(alongX(0), alongX(1)) + segment(alongY(0), alongY(1)) + segment(alongZ(0), alongZ(1));

  const pieces: { depth: number; markup: string }[] = [];
  for (let i = 0; i + 1 < rows; i++)
    for (let j = 0; j + 1 < columns; j++) {
      const corner = (di: number, dj: number): Point | undefined => {
        const w = heights[(i + di) * columns + j + dj];
        return w == null ? undefined : [(j + dj) / (columns - 1), (i + di) / (rows - 1), w];
      };
      const quad = [corner(0, 0), corner(0, 1), corner(1, 1), corner(1, 0)].filter((p): p is Point => p !== undefined);
      if (quad.length < 4) continue;
      const w = quad.reduce((sum, p) => sum + p[2], 0) / 4;
      const depth = quad.reduce((sum, p) => sum + project(p)[2], 0) / 4;
      const shade = Math.min(model.shades - 1, Math.floor(w * model.shades));
      pieces.push({ depth, markup: `<path class="h${shade}" d="M${quad.map(at).join('L')}Z"/>` });
    }
  for (const { colour, points } of model.paths)
    for (let k = 0; k + 1 < points.length; k++) {
      const [from, to] = [points[k]!, points[k + 1]!];
      // A path lies on the surface: a little nearer than the quadrilaterals it crosses, so that these do not cover it.
      const depth = Math.min(project(from)[2], project(to)[2]) - 1.5 / Math.min(columns, rows);
      pieces.push({ depth, markup: `<path class="p" stroke="${colour}" d="${segment(from, to)}"/>` });
    }
  pieces.sort((one, other) => other.depth - one.depth);
  return (
    `<path d="M${[at([0, 0, 0]), at([1, 0, 0]), at([1, 1, 0]), at([0, 1, 0])].join('L')}Z${floor}" fill="none" stroke="${model.gridLine}"/>` +
    `<path d="${edges}" fill="none" stroke="${model.muted}"/>` +
    pieces.map(({ markup }) => markup).join('') +
    labels
  );
}
