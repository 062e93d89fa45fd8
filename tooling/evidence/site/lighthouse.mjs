import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const categories = ['performance', 'accessibility', 'best-practices', 'seo'];
const runs = 5;

/** Lighthouse's four scores of pages, each the median of five runs on a simulated phone; npm fetches it. */
export async function lighthouse({ base, labs, chromium, tell }) {
  for (const lab of labs) {
    const reports = [];
    while (reports.length < runs) {
      const report = await reportOf(`${base}${lab}`, chromium).catch((error) => error);
      if (report instanceof Error) {
        tell(`Lighthouse does not run: ${report.message.slice(0, 300)}`);
        return;
      }
      reports.push(report);
    }
    const name = lab || 'home';
    const medians = categories.map((category) => median(reports.map((report) => Math.round(100 * report.categories[category].score))));
    const [blocked, shift] = ['total-blocking-time', 'cumulative-layout-shift'].map((audit) =>
      median(reports.map((report) => report.audits[audit].numericValue)),
    );
    console.log(
      `Lighthouse, ${name}: ${categories.map((category, i) => `${category} ${medians[i]}`).join(', ')}; blocked for ${blocked.toFixed(0)} ms, layout shift ${shift.toFixed(3)}`,
    );
    medians.forEach((score, i) => {
      if (score < 95) tell(`Lighthouse gives ${name} ${score} for ${categories[i]}: ${lowest(reports[0], categories[i])}`);
    });
  }
}

/** The server that is asked runs in this process, so it waits without standing still. */
async function reportOf(address, chromium) {
  const { stdout } = await promisify(execFile)(
    'npx',
    ['-y', 'lighthouse@12.8.2', address, '--output=json', '--quiet', '--chrome-flags=--headless=new --no-sandbox'],
    { maxBuffer: 2 ** 27, env: { ...process.env, CHROME_PATH: chromium.includes('/') ? chromium : `/usr/bin/${chromium}` } },
  );
  return JSON.parse(stdout);
}

const median = (numbers) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** The audits that cost a category most. */
const lowest = ({ audits, categories: all }, category) =>
  all[category].auditRefs
    .filter(({ id, weight }) => weight > 0 && audits[id].score !== null && audits[id].score < 0.9)
    .map(({ id }) => `${id} ${audits[id].displayValue ?? audits[id].score}`)
    .join(', ');
