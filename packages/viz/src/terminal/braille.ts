/** Characters with 2 × 4 dots each, every cell in one colour: a canvas for terminals. */
export class BrailleCanvas {
  readonly #cells: Uint8Array;
  readonly #colours: Uint8Array;

  /** So many characters wide and high; dots are twice and four times as many. */
  constructor(
    readonly columns: number,
    readonly rows: number,
  ) {
    this.#cells = new Uint8Array(columns * rows);
    this.#colours = new Uint8Array(columns * rows);
  }

  get width(): number {
    return 2 * this.columns;
  }
  get height(): number {
    return 4 * this.rows;
  }

  /** Sets the dot at x from the left and y from the top; outside of the canvas nothing happens. */
  dot(x: number, y: number, colour: number): void {
    const [i, j] = [Math.round(x), Math.round(y)];
    if (!(i >= 0 && i < this.width && j >= 0 && j < this.height)) return;
    const cell = (j >> 2) * this.columns + (i >> 1);
    this.#cells[cell]! |= bits[j & 3]![i & 1]!;
    this.#colours[cell] = colour + 1;
  }

  line(x0: number, y0: number, x1: number, y1: number, colour: number): void {
    if (![x0, y0, x1, y1].every(Number.isFinite)) return;
    const steps = Math.min(10_000, Math.max(1, Math.ceil(Math.max(Math.abs(x1 - x0), Math.abs(y1 - y0)))));
    for (let k = 0; k <= steps; k++) this.dot(x0 + ((x1 - x0) * k) / steps, y0 + ((y1 - y0) * k) / steps, colour);
  }

  /** The rows of characters; `paint` colours a run of them. */
  lines(paint: (text: string, colour: number) => string): string[] {
    return Array.from({ length: this.rows }, (_, row) => {
      let [text, run, colour] = ['', '', 0];
      for (let column = 0; column < this.columns; column++) {
        const cell = row * this.columns + column;
        const bitsHere = this.#cells[cell]!;
        const next = bitsHere === 0 ? colour : this.#colours[cell]!;
        if (next !== colour) {
          text += colour === 0 ? run : paint(run, colour - 1);
          [run, colour] = ['', next];
        }
        run += bitsHere === 0 ? ' ' : String.fromCharCode(0x2800 + bitsHere);
      }
      return (text + (colour === 0 ? run : paint(run.trimEnd(), colour - 1))).trimEnd();
    });
  }
}

/** The bit of each dot in Unicode's braille patterns, by row and column. */
const bits = [
  [0x01, 0x08],
  [0x02, 0x10],
  [0x04, 0x20],
  [0x40, 0x80],
] as const;
