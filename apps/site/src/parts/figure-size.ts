import type { Size } from '../engine/picture.js';

/** How large a drawing is in a place of this width: its height over its width is the shape, and more on narrow screens. */
export function figureSize(place: number, shape = 0.56): Size {
  const width = Math.max(240, Math.floor(place));
  return { width, height: Math.round(Math.max(width * (width < 500 ? Math.max(shape, Math.min(0.82, 1.6 * shape)) : shape), 200)) };
}
