const most = 4;

/** Learning rates as they are typed, separated by commas or blanks; or what is wrong with them. */
export function ratesOf(text: string): { readonly rates: readonly number[] } | { readonly problem: string } {
  const words = text.split(/[\s,;]+/).filter((word) => word !== '');
  const rates = words.map(Number);
  const wrong = words.find((_, i) => !(rates[i]! > 0 && rates[i]! < 1e6));
  if (wrong !== undefined) return { problem: `“${wrong.slice(0, 20)}” is no learning rate: a rate is a number above 0.` };
  if (rates.length === 0) return { problem: 'Give at least one learning rate, as in 0.1.' };
  if (rates.length > most) return { problem: `At most ${most} rates can be told apart by colour.` };
  return { rates };
}
