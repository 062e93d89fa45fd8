import type { Answer } from '../command-line.js';
import type { Io } from '../output/io.js';
import { fit } from './fit.js';

/** The main job, twice: the line of the textbooks, then real data. */
export async function demo(io: Io): Promise<Answer> {
  const runs = [
    { command: 'chainrule fit --report report-line.html', options: { seed: 0, report: 'report-line.html' } },
    { command: 'chainrule fit --data diabetes', options: { seed: 0, report: 'report.html', data: 'diabetes' } },
  ];
  for (const { command, options } of runs) {
    io.out(`$ ${command}\n`);
    io.out(`${(await fit(undefined, options, io)).text}\n`);
  }
  return { text: 'Open report-line.html and report.html in a browser.', result: undefined };
}
