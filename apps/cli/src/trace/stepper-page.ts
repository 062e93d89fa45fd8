import { toSvg } from '@chainrule/viz';
import { escapeHtml, page } from '../output/page.js';
import type { TraceNode } from './nodes.js';
import { traceGraph } from './scene.js';

const styles = `
[data-step][hidden]{display:none}.stepper svg{width:100%;height:auto;max-height:70vh}
.says{min-height:3.2em;font-size:1.1rem}`;

/** A page that goes through forward and backward pass one node at a time: by its buttons, or by the arrow keys. */
export function stepperPage(expression: string, nodes: readonly TraceNode[]): string {
  const count = nodes.length;
  const steps = [
    ...nodes.map((node, i) => ({
      says: `Forward ${i + 1} of ${count}: ${node.expression} is ${shown(node.value)}.`,
      known: { values: i + 1, gradients: 0 },
    })),
    ...[...nodes].reverse().map((node, i) => ({
      says:
        i === 0
          ? `Backward 1 of ${count}: the result changes with itself at rate 1.`
          : `Backward ${i + 1} of ${count}: the result changes with ${node.expression} at rate ${shown(node.gradient)}.`,
      known: { values: count, gradients: i + 1 },
    })),
  ];
  const frames = steps.map(
    ({ says, known }, i) =>
      `<section data-step="${i}"${i === 0 ? '' : ' hidden'}><p class="says" aria-live="polite">${escapeHtml(says)}</p>${toSvg(traceGraph(nodes, known), { width: 1100, height: 520, id: `step-${i}`, styles: false })}</section>`,
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

const shown = (x: number): string => String(Number(x.toPrecision(6)));

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
