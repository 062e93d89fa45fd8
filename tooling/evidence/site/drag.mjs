/** Drags what a locator finds by so many pixels, as a mouse does, once it stands still. */
export async function drag(tab, locator, right, down) {
  await locator.hover();
  const box = await locator.boundingBox();
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await tab.mouse.move(x, y);
  await tab.mouse.down();
  await tab.mouse.move(x + right, y + down, { steps: 8 });
  await tab.mouse.up();
}
