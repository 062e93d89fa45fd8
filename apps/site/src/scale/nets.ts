/** The networks of this page: what each is called, and how it begins. */
export const nets = {
  digits: { label: 'Digits, by a convolutional network', rate: 1e-3, metric: 'test accuracy', rows: 'pictures' },
  letters: { label: 'A text, by a Transformer', rate: 3e-3, metric: 'perplexity', rows: 'windows' },
  ratings: { label: 'Ratings, by a recommender', rate: 5e-3, metric: 'test error', rows: 'ratings' },
} as const;
export type NetName = keyof typeof nets;
export const netNames = Object.keys(nets) as NetName[];

/** The texts that letters are learned from. */
export const texts = { sonnets: 'Twelve sonnets of Shakespeare', markov: 'Letters by known chances', own: 'Your own text' } as const;
export type TextName = keyof typeof texts;
export const textNames = Object.keys(texts) as TextName[];

/** What is trained: all that begins anew when it changes. The rate may change while training goes on. */
export interface Recipe {
  readonly net: NetName;
  readonly seed: number;
  /** Of the letters: which text. */
  readonly text: TextName;
  /** The reader's own, where `text` is `own`. */
  readonly own: string;
}

/** How the letters are learned: what the page, the command and the program say alike. */
export const letterSizes = { context: 32, size: 32, effort: 3000, passes: 30 } as const;
