import { toMathML } from '@chainrule/symbolic';
import { surfaceScript, themeStyles, toFigure } from '@chainrule/viz';
import type { Answer, Table } from '../command/command.js';

export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]!);

const styles = `
body{margin:0 auto;padding:2rem 1.25rem 4rem;max-width:1360px;background:var(--chart-paper);color:var(--chart-ink);font:16px/1.55 system-ui,sans-serif}
h1{font-size:1.6rem;margin:0 0 .25rem}h2{font-size:1.1rem;margin:2rem 0 .5rem}
p{margin:.35rem 0;max-width:70ch}.quiet{color:var(--chart-muted)}
.model{font-size:1.15rem}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,30rem),1fr));gap:2rem;margin-top:2rem}
figure{margin:0;min-width:0}figure svg{width:100%;height:auto;display:block}
figcaption{font-size:.9rem;color:var(--chart-muted)}figcaption strong{color:var(--chart-ink)}
svg:focus-visible,summary:focus-visible,button:focus-visible{outline:2px solid var(--chart-series-0);outline-offset:2px}
details{font-size:.85rem;max-height:22rem;overflow:auto}summary{cursor:pointer;color:var(--chart-muted)}
.tables{display:flex;flex-wrap:wrap;gap:0 3rem}.wide{overflow-x:auto}
table{border-collapse:collapse;font-variant-numeric:tabular-nums}
th,td{padding:.2rem .75rem .2rem 0;text-align:right;border-bottom:1px solid var(--chart-grid)}
th:first-child,td:first-child{text-align:left}thead th{color:var(--chart-muted);font-weight:500}tbody th{font-weight:400}
.formula{font-size:1.25rem;margin:.6rem 0;overflow-x:auto;max-width:none}
pre{overflow-x:auto}button{font:inherit;padding:.3rem .9rem;margin-right:.5rem}`;

/** A page that needs nothing beside it: its styles and scripts are in it, its colours follow the reader's. */
export const page = (title: string, body: string, moreStyles = ''): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<style>${themeStyles()}${styles}${moreStyles}</style>
</head>
<body>
${body}
</body>
</html>
`;

/** Rows as a table of HTML; the first cell of each names it. */
export function htmlTable({ columns, rows }: Table): string {
  const cells = (row: Table['rows'][number], tag: 'th' | 'td'): string =>
    row
      .map((cell, i) => {
        const [name, scope] = i === 0 && tag === 'td' ? ['th', ' scope="row"'] : [tag, tag === 'th' ? ' scope="col"' : ''];
        return `<${name}${scope}>${escapeHtml(String(cell ?? ''))}</${name}>`;
      })
      .join('');
  return `<div class="wide"><table><thead><tr>${cells(columns, 'th')}</tr></thead><tbody>${rows.map((row) => `<tr>${cells(row, 'td')}</tr>`).join('')}</tbody></table></div>`;
}

/** An answer as a page: its formulas, its pictures, its table. */
export function pageText({ formulas, scenes, table, html }: Answer, name: string): string {
  if (html) return html();
  const pictures = scenes?.() ?? [];
  const parts = [
    `<h1>chainrule ${escapeHtml(name)}</h1>`,
    ...(formulas?.() ?? []).map(
      ({ label, expr }) => `<p class="formula">${label === '' ? '' : `${escapeHtml(label)} = `}${toMathML(expr)}</p>`,
    ),
    ...(pictures.length === 0
      ? []
      : [`<div class="figures">${pictures.map((scene) => toFigure(scene, { width: 640, height: 420 })).join('\n')}</div>`]),
    ...(table ? [htmlTable(table())] : []),
    ...(pictures.some(({ kind }) => kind === 'surface') ? [`<script>${surfaceScript()}</script>`] : []),
  ];
  return page(`chainrule ${name}`, parts.join('\n')).trimEnd();
}
