/** A frozen layer definition, as `@chainrule/nn` and plugins make it: its name, hyperparameters, and the layers inside. */
export interface LayerDefinition {
  readonly '~chainrule': { readonly kind: string; readonly name: string };
  readonly options: object;
  readonly layers?: Readonly<Record<string, LayerDefinition>>;
}

/** A loss, as `@chainrule/nn` makes it. */
export interface LossDefinition {
  readonly '~chainrule': { readonly name: string };
  readonly options: object;
}

/** What an optimizer or a schedule was made with: its name in the table and its options, a learning rate among them being a number or a schedule. */
export interface Recipe {
  readonly name: string;
  readonly options?: Readonly<Record<string, unknown>>;
  /** The rate that a warm-up leads to. */
  readonly then?: number | Recipe;
}

/** What a PyTorch user writes a model from, for the readable form. */
export interface ModuleDefinition {
  readonly layer: LayerDefinition;
  readonly loss: LossDefinition;
  /** The optimizer; or what is chained, in order: clipping first. */
  readonly optimizer: Recipe | readonly Recipe[];
  /** The name of the layer's input in a batch. Default `x`. */
  readonly input?: string;
  /** The name of the target in a batch. Default `y`. */
  readonly target?: string;
}
