import { spawnSync } from 'node:child_process';

const categories = ['performance', 'accessibility', 'best-practices', 'seo'];

/** Lighthouse's four scores of pages, each the median of five runs on a simulated phone; npm fetches it. */
export async function lighthouse({ base, labs, chromium, tell }) {
  for (const lab of labs) {
    const runs = [];
    for (let run = 0; run < 5; run++) {
      const { stdout, stderr, status } = spawnSync(
        'npx',
        ['-y', 'lighthouse@12.8.2', `${base}${lab}`, '--output=json', '--quiet', '--chrome-flags=--headless=new --no-sandbox'],
        {
          encoding: 'utf8',
          maxBuffer: 2 ** 27,
          env: { ...process.env, CHROME_PATH: chromium.includes('/') ? chromium : `/usr/bin/${chromium}` },
        },
      );
      if (status !== 0) {
        tell(`Lighthouse does not run: ${stderr.slice(0, 300)}`);
        return;
      }
      const report = JSON.parse(stdout);
      runs.push(categories.map((name) => Math.round(100 * report.categories[name].score)));
    }
    const medians = categories.map((_, i) => runs.map((scores) => scores[i]).sort((a, b) => a - b)[2]);
    console.log(`Lighthouse, ${lab || 'home'}: ${categories.map((name, i) => `${name} ${medians[i]}`).join(', ')}`);
    medians.forEach((score, i) => {
      if (score < 95) tell(`Lighthouse gives ${lab || 'home'} ${score} for ${categories[i]}`);
    });
  }
}
