const digits = '0123456789abcdefg';

/** 8 × 8 pixels from 0 to 16 as they stand in an address: a letter each. */
export const pixelText = (pixels: readonly number[]): string => pixels.map((ink) => digits[ink]!).join('');

/** What is no picture is an empty one. */
export function pixelsIn(text: string): number[] {
  const found = Array.from(text, (letter) => digits.indexOf(letter));
  return found.length === 64 && found.every((ink) => ink >= 0) ? found : Array<number>(64).fill(0);
}
