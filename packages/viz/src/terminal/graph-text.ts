import type { Graph } from '../scene.js';

/** A graph as a list: each box with what leads to it, as many as fit. */
export function graphText({ title, nodes, edges }: Graph, width: number, height: number): string {
  const nameOf = new Map(nodes.map(({ id, lines }) => [id, lines[0] ?? id]));
  const cut = (line: string): string => (line.length > width ? `${line.slice(0, width - 1)}…` : line);
  const rows = nodes.map(({ id, lines }) => {
    const from = edges.filter(({ to }) => to === id).map((edge) => nameOf.get(edge.from) ?? edge.from);
    return `  ${lines.join('  ')}${from.length === 0 ? '' : `  ← ${from.join(', ')}`}`;
  });
  const shown = rows.length + 1 > height ? [...rows.slice(0, height - 2), `  … and ${rows.length - height + 2} more`] : rows;
  return [title, ...shown, ...Array.from({ length: Math.max(0, height - 1 - shown.length) }, () => '')].map(cut).join('\n');
}
