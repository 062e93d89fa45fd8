import { computationGraph, computationSteps, toSvg, type ComputationNode } from '@chainrule/viz';
import { escapeHtml, page } from '../output/page.js';

const styles = `
[data-step][hidden]{display:none}.stepper svg{width:100%;height:auto;max-height:70vh}
.says{min-height:3.2em;font-size:1.1rem}`;

/** A page that goes through forward and backward pass one node at a time: by its buttons, or by the arrow keys. */
export function stepperPage(expression: string, nodes: readonly ComputationNode[]): string {
  const frames = computationSteps(nodes).map(
    ({ says, known }, i) =>
      `<section data-step="${i}"${i === 0 ? '' : ' hidden'}><p class="says" aria-live="polite">${escapeHtml(says)}</p>${toSvg(computationGraph(nodes, { known }), { width: 760, height: 360, id: `step-${i}`, styles: false })}</section>`,
  );
  return page(
    `Step through ${expression}`,
    `<h1>${escapeHtml(expression)}, forward and back</h1>
<p><button type="button" data-by="-1">← Back</button><button type="button" data-by="1">Next →</button> <span class="quiet">or the arrow keys</span></p>
<div class="stepper">${frames.join('\n')}</div>
<script>${script}</script>`,
    styles,
  ).trimEnd();
}

const script = `(() => {
const frames = [...document.querySelectorAll('[data-step]')];
let at = 0;
const go = (by) => {
  const next = Math.min(frames.length - 1, Math.max(0, at + by));
  frames[at].hidden = true;
  frames[next].hidden = false;
  at = next;
};
for (const button of document.querySelectorAll('[data-by]')) button.addEventListener('click', () => go(Number(button.dataset.by)));
document.addEventListener('keydown', ({ key }) => go(key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0));
})();`;
