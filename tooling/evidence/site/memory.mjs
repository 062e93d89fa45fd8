import { readFileSync } from 'node:fs';
import { chromium as browserType } from 'playwright-core';

/** What a process has in memory, in megabytes. */
const resident = (pid) => Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;

/** Asks the page and its worker what their heaps hold once nothing is in them that nobody needs, in megabytes. */
async function heapsOf(tab) {
  const session = await tab.context().newCDPSession(tab);
  const sends = [(method) => session.send(method)];
  const waiting = new Map();
  session.on('Target.attachedToTarget', ({ sessionId }) =>
    sends.push((method) => {
      const id = waiting.size + 1;
      void session.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method }) });
      return new Promise((resolve) => waiting.set(id, resolve));
    }),
  );
  session.on('Target.receivedMessageFromTarget', ({ message }) => {
    const { id, result } = JSON.parse(message);
    waiting.get(id)?.(result);
  });
  await session.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: false });
  return () =>
    Promise.all(
      sends.map(async (send) => {
        await send('HeapProfiler.collectGarbage');
        return (await send('Runtime.getHeapUsage')).usedSize / 1e6;
      }),
    );
}

/**
 * Trains in the page for so many minutes without a break, and measures what its process holds (page, worker and compiled modules
 * together), and its heaps at the ends. Tells the slope of a line through the later half; growth of more than 1 MB a minute is a problem.
 */
export async function trainForMinutes({ address, chromium, minutes, tell }) {
  const browser = await browserType.launch({
    executablePath: chromium.includes('/') ? chromium : `/usr/bin/${chromium}`,
    args: ['--no-sandbox'],
  });
  const tab = await browser.newPage();
  await tab.goto(`${address}?epochs=3000`);
  await tab.getByRole('button', { name: 'Train', exact: true }).click();
  const session = await browser.newBrowserCDPSession();
  await tab.locator('.readings', { hasText: 'epoch 2' }).waitFor();
  const heaps = await heapsOf(tab);
  const atFirst = await heaps();
  const samples = [];
  const begun = Date.now();
  while (Date.now() - begun < minutes * 60_000) {
    const again = tab.getByRole('button', { name: 'Train on from here' });
    if (await again.isVisible()) await again.click();
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    const pages = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => resident(id));
    samples.push([(Date.now() - begun) / 60_000, Math.max(...pages)]);
    await tab.waitForTimeout(1000);
  }
  const atLast = await heaps();
  const steps = await tab.locator('.readings b').first().textContent();
  await browser.close();
  const late = samples.slice(Math.floor(samples.length / 2));
  const mean = (of) => late.reduce((sum, each) => sum + of(each), 0) / late.length;
  const [time, held] = [mean(([t]) => t), mean(([, m]) => m)];
  const slope = mean(([t, m]) => (t - time) * (m - held)) / mean(([t]) => (t - time) ** 2);
  console.log(
    `memory while training for ${minutes} minutes (${steps} steps): ${samples[0][1].toFixed(0)} MB at first, ${late[0][1].toFixed(0)} half-way, ${samples.at(-1)[1].toFixed(0)} at the end; ${slope.toFixed(2)} MB a minute in the later half`,
  );
  const told = (sizes) => sizes.map((size) => `${size.toFixed(1)} MB`).join(' and ');
  console.log(`heaps of page and worker after collection: ${told(atFirst)} at first, ${told(atLast)} at the end`);
  if (slope > 1) tell(`training grows memory by ${slope.toFixed(2)} MB a minute`);
}
