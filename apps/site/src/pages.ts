/** A page of the site: navigation, addresses, documents, tests and size guards follow from this table. */
export interface PageEntry {
  /** Its folder, under the site and under `src`; the first page is the site's own address. */
  readonly path: string;
  /** In navigation. */
  readonly name: string;
  /** Its heading. */
  readonly title: string;
  /** What it is about, in a sentence or two below the heading, and for search engines. */
  readonly lead: string;
  /** Which variables of a formula it takes from Home. */
  readonly takes: '' | 'x' | 'xy';
  /** Whether it may show a frame of the site's own: only where pasted code runs, which it shuts in. */
  readonly frames?: true;
}

/** In reading order. A page is a folder with a `page.tsx`, and a line here. */
export const pages: readonly PageEntry[] = [
  {
    path: 'home',
    name: 'Home',
    title: 'Derivatives you can take in your hands',
    lead: 'Type any function. See its derivative, its graph, and where to go from there. Everything is computed on this page, by chainrule.',
    takes: '',
  },
  {
    path: 'slope',
    name: 'Slope',
    title: 'From secant to tangent',
    lead: 'Drag the two points. As they come together, the line through them settles on one slope: the derivative.',
    takes: 'x',
  },
  {
    path: 'steps',
    name: 'Steps',
    title: 'Why the derivative is what it is',
    lead: 'Every derivative is a few rules, one inside the other. Point at a step to see the part it is about, or write the steps yourself.',
    takes: 'x',
  },
  {
    path: 'partials',
    name: 'Partials',
    title: 'A slope for every direction',
    lead: 'A function of two variables is a landscape. Cut it along x and y: the slopes of the cuts make the gradient, which points uphill.',
    takes: 'xy',
  },
  {
    path: 'descent',
    name: 'Descent',
    title: 'The learning rate decides',
    lead: 'Follow the slope down with several learning rates at once: some converge, some swing, some fly away.',
    takes: 'x',
  },
  {
    path: 'race',
    name: 'Race',
    title: 'Optimizers, racing',
    lead: 'Optimizers run down one landscape from one place. Drag the start, or paste an optimizer of your own.',
    takes: 'xy',
    frames: true,
  },
  {
    path: 'truth',
    name: 'Numeric truth',
    title: 'How exact is a derivative?',
    lead: 'A difference is wrong when its step is too large, and wrong when it is too small. See both errors, the bits that vanish in between, and a mistake caught by it all the same.',
    takes: 'x',
  },
  {
    path: 'backprop',
    name: 'Backprop graph',
    title: 'Forward for values, back for gradients',
    lead: 'Every formula is a graph of small steps, and so is every network. Go through it forward, then back, and see each gradient come together.',
    takes: 'xy',
  },
  {
    path: 'activations',
    name: 'Activations',
    title: 'What an activation does to a gradient',
    lead: 'Every activation with its slope; then a deep network of them, its signals and gradients layer by layer, why they vanish, and what helps.',
    takes: '',
  },
  {
    path: 'training',
    name: 'Training',
    title: 'Watch a network learn',
    lead: 'Build a network and train it here: every neuron shows what it sees, every edge its weight and its gradient.',
    takes: '',
  },
  {
    path: 'scale',
    name: 'At scale',
    title: 'The networks that people train',
    lead: 'A convolutional network, a Transformer and a recommender, small enough to train here: draw, write and rate, and see what each has learned.',
    takes: '',
  },
];

/** Where a page lies, from the root of the site. */
export const addressOf = ({ path }: PageEntry): string => (path === 'home' ? '' : `${path}/`);
