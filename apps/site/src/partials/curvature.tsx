import type { JSX } from 'solid-js';
import { shownNumber } from '../parts/shown-number.js';
import type { Outlook } from './worker.js';

/** The second derivatives at the point, and what they make of it. */
export function Curvature(props: { readonly outlook: Outlook }): JSX.Element {
  const entries = (): readonly string[] => props.outlook.second.map((entry) => shownNumber(entry));
  return (
    <p class="curvature">
      At the point the Hessian is{' '}
      <math aria-label={`the matrix with rows ${entries()[0]!}, ${entries()[1]!} and ${entries()[1]!}, ${entries()[2]!}`}>
        <mrow>
          <mo>(</mo>
          <mtable>
            <mtr>
              <mtd>
                <mn>{entries()[0]}</mn>
              </mtd>
              <mtd>
                <mn>{entries()[1]}</mn>
              </mtd>
            </mtr>
            <mtr>
              <mtd>
                <mn>{entries()[1]}</mn>
              </mtd>
              <mtd>
                <mn>{entries()[2]}</mn>
              </mtd>
            </mtr>
          </mtable>
          <mo>)</mo>
        </mrow>
      </math>{' '}
      with curvatures {props.outlook.curvatures.map((each) => shownNumber(each)).join(' and ')}:{' '}
      <b>the surface {shapeOf(props.outlook.curvatures)} here</b>.
    </p>
  );
}

/** Curvatures this much smaller than the other are rounding. */
const tiny = 1e-9;

function shapeOf([large, small]: readonly [number, number]): string {
  const scale = tiny * Math.max(Math.abs(large), Math.abs(small));
  if (!Number.isFinite(large) || !Number.isFinite(small)) return 'has no curvature';
  if (small > scale) return 'curves up like a bowl';
  if (large < -scale) return 'curves down like a dome';
  if (large > scale && small < -scale) return 'curves both ways, like a saddle';
  if (large > scale) return 'curves up one way, like a trough,';
  return small < -scale ? 'curves down one way, like a ridge,' : 'is flat as a plane';
}
