import { createComponent, createSignal, Show, type Component, type JSX } from 'solid-js';

/** The three ways to a gradient, measured on the reader's machine at a click. */
export function MeasureMethods(): JSX.Element {
  const [comparison, setComparison] = createSignal<Component>();
  /** Fetched when it is asked for: it brings both other ways to a derivative along. */
  const measure = async (): Promise<void> => {
    const { Comparison } = await import('./comparison.js');
    setComparison(() => Comparison);
  };
  return (
    <section aria-labelledby="three">
      <h2 id="three">What each way costs</h2>
      <p>
        Rules and reverse accumulation give all derivatives of a loss for about the price of the loss. Differences pay for every parameter
        anew, and lose digits. How much, this machine can tell: the loss is log(1 + exp(−w·x)), of one row, with more and more weights.
      </p>
      <Show
        when={comparison()}
        fallback={
          <p class="buttons">
            <button type="button" class="button main" onClick={() => void measure()}>
              Measure here and now
            </button>
          </p>
        }
      >
        {(component) => createComponent(component(), {})}
      </Show>
    </section>
  );
}
