import type { Rectangle } from 'electron';
import { z } from 'zod';

/** Pixels, independent of the screen's density. */
export const minimumSize = { width: 720, height: 520 } as const;
const defaultSize = { width: 1180, height: 780 } as const;

/** `window.json`: where the window was when it was closed. */
export const WindowDocument = z.object({
  bounds: z.object({ x: z.int(), y: z.int(), width: z.int(), height: z.int() }),
  maximized: z.boolean(),
});
export type WindowDocument = z.infer<typeof WindowDocument>;

/** How much of the window must be on a screen for a person to find it and drag it. */
const graspable = 100;

/**
 * Where the window opens: where it was, unless that screen is gone.
 *
 * @param remembered what `window.json` holds; anything else than that is the first start
 * @param workAreas of the screens there are now
 */
export function chooseBounds(remembered: unknown, workAreas: readonly Rectangle[]): Partial<Rectangle> {
  const { data } = WindowDocument.safeParse(remembered);
  if (!data) return defaultSize;
  const width = Math.max(data.bounds.width, minimumSize.width);
  const height = Math.max(data.bounds.height, minimumSize.height);
  const bounds = { x: data.bounds.x, y: data.bounds.y, width, height };
  return workAreas.some((area) => overlaps(bounds, area)) ? bounds : { width, height };
}

function overlaps(bounds: Rectangle, area: Rectangle): boolean {
  const width = Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x);
  const top = bounds.y >= area.y && bounds.y < area.y + area.height;
  return width >= graspable && top;
}
