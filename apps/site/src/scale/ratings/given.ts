/** The reader's ratings: stars by the number of the item. */
export type Given = Readonly<Record<number, number>>;

/** What a rating may be: halves from ½ to 5. */
export const stars = Array.from({ length: 10 }, (_, i) => (i + 1) / 2);

/** Ratings as they stand in an address, `3:4.5,7:2`; what cannot be one is left out. */
export function givenIn(text: string, items: number): Given {
  const pairs = text.split(',').map((part) => part.split(':').map(Number) as [number, number]);
  return Object.fromEntries(
    pairs.filter(([item, rating]) => Number.isInteger(item) && item >= 0 && item < items && stars.includes(rating)),
  );
}

/** One rating more, changed, or taken back, as it stands in an address. */
export function withRating(given: Given, item: number, rating: number | undefined): string {
  const all = Object.entries({ ...given, [item]: rating }).filter(([, each]) => each !== undefined);
  return all.map(([each, of]) => `${each}:${of!}`).join(',');
}
