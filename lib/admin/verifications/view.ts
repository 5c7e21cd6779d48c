/**
 * The position of a picture in its box. `zoom` is 1 if the picture just fits, `x` and `y` are the offset of its center
 * from the box's center in pixels, and `turns` counts quarter turns.
 */
export type View = { zoom: number; x: number; y: number; turns: number };

export type Size = { width: number; height: number };
export type Point = { x: number; y: number };

export const fitted: View = { zoom: 1, x: 0, y: 0, turns: 0 };

const MAX_ZOOM = 10;

/** The scale at which the picture, with its rotation, just fits its box. */
export function fitOf(picture: Size, box: Size, turns: number): number {
  const { width, height } = turned(picture, turns);
  return width > 0 && height > 0 ? Math.min(box.width / width, box.height / height) : 1;
}

/** Zooms by a factor and keeps the point `at`, relative to the center of the box, in place. */
export function zoomed(view: View, factor: number, at: Point, picture: Size, box: Size): View {
  const zoom = Math.min(MAX_ZOOM, Math.max(1, view.zoom * factor));
  const ratio = zoom / view.zoom;
  const moved = { x: at.x - (at.x - view.x) * ratio, y: at.y - (at.y - view.y) * ratio };
  return clamped({ ...view, ...moved, zoom }, picture, box);
}

export function panned(view: View, by: Point, picture: Size, box: Size): View {
  return clamped({ ...view, x: view.x + by.x, y: view.y + by.y }, picture, box);
}

/** Rotates a quarter turn clockwise around the center of the box. */
export function rotatedRight(view: View, picture: Size, box: Size): View {
  return clamped({ ...view, x: -view.y, y: view.x, turns: view.turns + 1 }, picture, box);
}

/** Keeps the picture's edges outside the box, and centers a picture that fits. */
function clamped(view: View, picture: Size, box: Size): View {
  const { width, height } = turned(picture, view.turns);
  const scale = fitOf(picture, box, view.turns) * view.zoom;
  const keep = (offset: number, shown: number, room: number) => {
    const slack = Math.max(0, (shown - room) / 2);
    return Math.min(slack, Math.max(-slack, offset));
  };
  return {
    ...view,
    x: keep(view.x, width * scale, box.width),
    y: keep(view.y, height * scale, box.height),
  };
}

const turned = ({ width, height }: Size, turns: number): Size =>
  turns % 2 === 0 ? { width, height } : { width: height, height: width };
