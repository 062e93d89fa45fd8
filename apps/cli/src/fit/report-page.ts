import { surfaceScript, themeStyles, toFigure } from '@chainrule/viz';
import { numberText } from '../output/columns.js';
import { checkText, errorRows, parameterRows } from './summary.js';
import type { Outcome } from './outcome.js';
import { allScenes } from './scenes.js';

const escape = (text: string): string => text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]!);

const table = ([head, ...rows]: readonly (readonly string[])[]): string =>
  `<table><thead><tr>${head!.map((cell) => `<th scope="col">${escape(cell)}</th>`).join('')}</tr></thead><tbody>${rows
    .map(([name, ...cells]) => `<tr><th scope="row">${escape(name!)}</th>${cells.map((cell) => `<td>${escape(cell)}</td>`).join('')}</tr>`)
    .join('')}</tbody></table>`;

const styles = `
*{box-sizing:border-box}
body{margin:0 auto;max-width:1320px;padding:2rem 1.5rem 4rem;background:var(--chart-paper);color:var(--chart-ink);font:16px/1.5 system-ui,sans-serif}
h1{font-size:1.75rem;line-height:1.2;margin:0 0 .25rem}h2{font-size:1.1rem;margin:2rem 0 .5rem}
p{margin:.25rem 0;max-width:70ch}.quiet{color:var(--chart-muted)}
.model{font-size:1.15rem}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,30rem),1fr));gap:2rem;margin-top:2rem}
figure{margin:0;min-width:0}figure svg{width:100%;height:auto;display:block}
figcaption{font-size:.9rem;color:var(--chart-muted)}figcaption strong{color:var(--chart-ink)}
svg:focus-visible,summary:focus-visible{outline:2px solid var(--chart-series-0);outline-offset:2px}
details{font-size:.85rem;max-height:22rem;overflow:auto}summary{cursor:pointer;color:var(--chart-muted)}
.tables{display:flex;flex-wrap:wrap;gap:0 3rem}
table{border-collapse:collapse;font-variant-numeric:tabular-nums}
th,td{padding:.2rem .75rem .2rem 0;text-align:right;border-bottom:1px solid var(--chart-grid)}
th:first-child,td:first-child{text-align:left}thead th{color:var(--chart-muted);font-weight:500}tbody th{font-weight:400}`;

/** The report of a fit: one page that needs nothing beside it. */
export function reportPage(outcome: Outcome): string {
  const figures = allScenes(outcome).map((scene) => toFigure(scene, { width: 640, height: scene.kind === 'surface' ? 440 : 400 }));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escape(outcome.title)} – chainrule fit</title>
<style>${themeStyles()}${styles}</style>
</head>
<body>
<h1>${escape(outcome.title)}</h1>
<p class="quiet">${escape(outcome.train.source)} · ${numberText(outcome.train.target.shape[0]!)} rows to train on${outcome.test ? `, ${numberText(outcome.test.target.shape[0]!)} to test` : ''}</p>
<h2>Model and loss</h2>
<p class="model">${escape(outcome.model)}</p>
<p>The loss is the mean squared error, L = 1/n Σ (prediction − ${escape(outcome.train.targetName)})². ${escape(checkText(outcome.check))}</p>
<p>Trained by ${escape(outcome.how)}. ${escape(outcome.verdict)}</p>
<div class="figures">
${figures.join('\n')}
</div>
<div class="tables">
<section><h2>Parameters</h2>${table(parameterRows(outcome))}</section>
<section><h2>Mean squared error</h2>${table(errorRows(outcome))}</section>
</div>
<script>${surfaceScript()}</script>
</body>
</html>
`;
}
