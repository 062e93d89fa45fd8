import type { GradientRow } from './report.js';
import { examine, type Finding, relativeError, rowOf, type Subject } from './subject.js';
import { severity } from './verdict.js';

/** Every entry by itself: a row for each parameter, showing its worst entry. */
export function checkFully(subject: Subject): GradientRow[] {
  return subject.parameters.map((parameter) => {
    const before = subject.calls();
    let worst: Finding | undefined;
    for (let at = parameter.start; at < parameter.start + parameter.size; at++) {
      const here = examine(subject, parameter, at);
      if (worst === undefined || worse(here, worst)) worst = here;
    }
    return rowOf(subject, parameter, worst!, subject.calls() - before);
  });
}

function worse(a: Finding, b: Finding): boolean {
  const [rankA, rankB] = [severity.indexOf(a.verdict), severity.indexOf(b.verdict)];
  if (rankA !== rankB) return rankA < rankB;
  return relativeError(a.analytic, a.estimate.value) > relativeError(b.analytic, b.estimate.value);
}
