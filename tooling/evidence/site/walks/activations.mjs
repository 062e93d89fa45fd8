import { keeps, reads } from '../reads.mjs';
import { takesAlong } from '../takes-along.mjs';

/** What a user does on the page, and what must come of it. */
export async function walk({ tab, say }) {
  await reads(tab, '.facts', /tanh.*f\(0\)0.*−1 to 1.*both sides/s, say);
  await reads(tab, '.diagnosis', /Diagnosis: saturated/, say);
  if ((await tab.locator('.layers li').count()) !== 12) say('there are not twelve layers');
  await tab.getByRole('button', { name: 'Draw the weights anew' }).click();
  await reads(tab, '.diagnosis ~ .diagnosis', /After “Draw the weights anew”: healthy/, say);
  await tab.getByRole('button', { name: 'sigmoid', exact: true }).click();
  await reads(tab, '.facts', /sigmoid.*f\(0\)0\.5.*0 to 1/s, say);
  await tab.getByLabel('weights').selectOption('xavier');
  await reads(tab, '.diagnosis', /Diagnosis: vanishing gradient.*is multiplied by/s, say);
  await tab.getByLabel('BatchNorm after every layer').check();
  await reads(tab, '.diagnosis', /Diagnosis: healthy/, say);
  await tab.getByLabel('depth').focus();
  await tab.keyboard.press('End');
  await tab.waitForFunction(() => globalThis.document.querySelectorAll('.layers li').length === 30);
  await takesAlong(tab, say, { command: /^chainrule plot/, program: /import \{ sigmoid \} from '@chainrule\/activations'/ });
  await keeps(tab, 'activation and depth', /a=sigmoid&depth=30/, say);
  await tab.reload();
  await reads(tab, '.facts', /sigmoid/, say);
  await keeps(tab, 'the depth', /depth=30/, say);
}
