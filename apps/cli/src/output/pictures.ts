import { ChainruleError } from '@chainrule/core';
import { toSvg, type Scene } from '@chainrule/viz';

const [width, height] = [720, 440];

/** Scenes as one SVG, one below the other. Colours follow the reader's, or are those of a light theme. */
export function svgText(scenes: readonly Scene[], theme: 'auto' | 'light' = 'auto'): string {
  const pictures = scenes.map((scene, i) => toSvg(scene, { width, height, theme, id: `picture-${i}` }));
  if (pictures.length === 1) return pictures[0]!;
  const whole = height * pictures.length;
  const placed = pictures.map((picture, i) => picture.replace('<svg ', `<svg y="${i * height}" `));
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${whole}" viewBox="0 0 ${width} ${whole}">${placed.join('')}</svg>`;
}

/** The same as the bytes of a PNG, twice as large, on paper white. Throws `backend` where the optional package that draws it is not installed. */
export async function pngBytes(scenes: readonly Scene[]): Promise<Uint8Array> {
  const { Resvg } = await import('@resvg/resvg-js').catch((cause: unknown) => {
    throw new ChainruleError('backend', 'pixels are drawn by @resvg/resvg-js, which is not installed or has no build for this machine', {
      operation: 'png',
      hint: 'npm install @resvg/resvg-js, or take --format svg',
      cause,
    });
  });
  const drawing = new Resvg(svgText(scenes, 'light'), {
    fitTo: { mode: 'zoom', value: 2 },
    font: { loadSystemFonts: true, defaultFontFamily: 'DejaVu Sans' },
  });
  return drawing.render().asPng();
}
