import { surfaceScript, toFigure } from '@chainrule/viz';
import { numberText } from '../output/columns.js';
import { escapeHtml, htmlTable, page } from '../output/page.js';
import { checkText, errorRows, parameterRows } from './summary.js';
import type { Outcome } from './outcome.js';
import { allScenes } from './scenes.js';

const table = ([columns, ...rows]: readonly (readonly string[])[]): string => htmlTable({ columns: columns!, rows });

/** The report of a fit: one page that needs nothing beside it. */
export function reportPage(outcome: Outcome): string {
  const figures = allScenes(outcome).map((scene) => toFigure(scene, { width: 640, height: scene.kind === 'surface' ? 440 : 400 }));
  return page(
    `${outcome.title} – chainrule fit`,
    `<h1>${escapeHtml(outcome.title)}</h1>
<p class="quiet">${escapeHtml(outcome.train.source)} · ${numberText(outcome.rows?.train ?? outcome.train.target.shape[0]!)} rows to train on${outcome.test ? `, ${numberText(outcome.rows?.test ?? outcome.test.target.shape[0]!)} to test` : ''}</p>
<h2>Model and loss</h2>
<p class="model">${escapeHtml(outcome.model)}</p>
<p>The loss is the mean squared error, L = 1/n Σ (prediction − ${escapeHtml(outcome.train.targetName)})². ${escapeHtml(checkText(outcome.check))}</p>
<p>Trained by ${escapeHtml(outcome.how)}. ${escapeHtml(outcome.verdict)}</p>
<div class="figures">
${figures.join('\n')}
</div>
<div class="tables">
<section><h2>Parameters</h2>${table(parameterRows(outcome))}</section>
<section><h2>Mean squared error</h2>${table(errorRows(outcome))}</section>
</div>
<script>${surfaceScript()}</script>`,
  );
}
