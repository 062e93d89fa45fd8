/** The five points of the course, on a line but for noise: where they are, and how high. */
export const points = { x: [0, 1, 2, 3, 4], t: [1.1, 2.9, 5.2, 6.8, 9.1] } as const;

const line = (x: number): string => `${x === 0 ? '' : `${x === 1 ? '' : x}w + `}b`;

/** The loss of the line w·x + b on them: the mean of the squared errors. */
export const regression = `(${points.x.map((x, i) => `(${line(x)} - ${points.t[i]!})^2`).join(' + ')})/${points.x.length}`;
