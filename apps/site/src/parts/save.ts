import type { DataTable } from '@chainrule/viz';

/** Hands the reader a file. */
export function save(name: string, content: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

export const svgFile = (svg: string): Blob => new Blob([svg], { type: 'image/svg+xml' });

/** A table as RFC 4180 has it, numbers in full. */
export const csvFile = ({ columns, rows }: DataTable): Blob => new Blob([csvText({ columns, rows })], { type: 'text/csv' });

export function csvText({ columns, rows }: Pick<DataTable, 'columns' | 'rows'>): string {
  const cell = (value: string | number): string => {
    const text = String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return [columns, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

/** A drawing as pixels, twice as many as it has on the page. */
export async function pngFile(svg: string): Promise<Blob> {
  const address = URL.createObjectURL(svgFile(svg));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [2 * image.naturalWidth, 2 * image.naturalHeight];
    canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) =>
      canvas.toBlob((blob) => (blob === null ? reject(new Error('no picture could be made of it')) : resolve(blob)), 'image/png'),
    );
  } finally {
    URL.revokeObjectURL(address);
  }
}
