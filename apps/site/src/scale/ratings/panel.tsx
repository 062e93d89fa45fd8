import { createMemo, For, Show, type JSX } from 'solid-js';
import { createView } from '../../engine/create-view.js';
import { Choice } from '../../parts/choice.js';
import { Figure } from '../../parts/figure.js';
import { shownNumber } from '../../parts/shown-number.js';
import { Table } from '../../parts/table.js';
import type { Panel } from '../panel.js';
import { givenIn, stars, withRating } from './given.js';

export interface RatingsPanelProps {
  readonly panel: Panel;
  /** The reader's ratings as they stand in the address. */
  readonly given: string;
  onGiven(given: string): void;
}

const items = 200;
/** The items that the reader is asked of. */
const asked = Array.from({ length: 8 }, (_, item) => item);

/** Ratings of the reader, and what the recommender makes of them and of others'. */
export function RatingsPanel(props: RatingsPanelProps): JSX.Element {
  const given = createMemo(() => givenIn(props.given, items));
  const view = createView(props.panel.engine, 'ratings', () => ({
    recipe: props.panel.recipe,
    moment: props.panel.moment,
    given: given(),
  }));
  return (
    <>
      <section aria-labelledby="rate">
        <h2 id="rate">Rate some</h2>
        <p>
          300 users have rated a fifth of 200 items. Rate some of the items yourself: your numbers are found by least squares, with those of
          the items held fast, and say what else you would like.
        </p>
        <div class="stars">
          <For each={asked}>
            {(item) => (
              <Choice
                label={`item ${item + 1}`}
                of={[0, ...stars]}
                value={given()[item] ?? 0}
                names={(rating) => (rating === 0 ? 'not rated' : `${rating} ★`)}
                onChange={(rating) => props.onGiven(withRating(given(), item, rating === 0 ? undefined : rating))}
              />
            )}
          </For>
        </div>
        <Show when={view.value()?.best} fallback={<p class="note">What you would like is reckoned when training begins.</p>}>
          {(best) => (
            <Table
              label="What you would like best"
              caption={
                Object.keys(given()).length > 0 ? 'What you would like best' : 'What most like best, as long as you have rated nothing'
              }
              columns={['item', 'you would rate it', 'its mean']}
              rows={best().map(({ item, expected, usual }) => [
                `item ${item + 1}`,
                `${shownNumber(expected, 3)} ★`,
                `${shownNumber(usual, 3)} ★`,
              ])}
            />
          )}
        </Show>
        <Figure
          drawing={view.drawing('plane')}
          file="users-and-items"
          sources={props.panel.sources}
          shape={0.56}
          waits={!props.panel.still}
        />
      </section>
      <section aria-labelledby="filled-head">
        <h2 id="filled-head">Ratings, filled in</h2>
        <Figure
          drawing={view.drawing('filled')}
          file="ratings-filled-in"
          sources={props.panel.sources}
          shape={0.5}
          waits={!props.panel.still}
        />
      </section>
    </>
  );
}
