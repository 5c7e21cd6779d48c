/** A picture in its box: how far it is zoomed in (1: it just fits), where its middle lies from the box's, in pixels, and how
 * many quarter turns it has made. */
export type View = { zoom: number; x: number; y: number; turns: number };

export type Size = { width: number; height: number };
export type Point = { x: number; y: number };

export const fitted: View = { zoom: 1, x: 0, y: 0, turns: 0 };

const MAX_ZOOM = 10;

/** By how much the picture is drawn larger than it is so that it just fits, turned as it is. */
export function fitOf(picture: Size, box: Size, turns: number): number {
  const { width, height } = turned(picture, turns);
  return width > 0 && height > 0 ? Math.min(box.width / width, box.height / height) : 1;
}

/** Zooms by a factor; what lies at `at`, a point from the middle of the box, stays there. */
export function zoomed(view: View, factor: number, at: Point, picture: Size, box: Size): View {
  const zoom = Math.min(MAX_ZOOM, Math.max(1, view.zoom * factor));
  const ratio = zoom / view.zoom;
  const moved = { x: at.x - (at.x - view.x) * ratio, y: at.y - (at.y - view.y) * ratio };
  return clampedTo({ ...view, ...moved, zoom }, picture, box);
}

export function panned(view: View, by: Point, picture: Size, box: Size): View {
  return clampedTo({ ...view, x: view.x + by.x, y: view.y + by.y }, picture, box);
}

/** A quarter turn to the right, around the middle of the box. */
export function turnedOnce(view: View, picture: Size, box: Size): View {
  return clampedTo({ ...view, x: -view.y, y: view.x, turns: view.turns + 1 }, picture, box);
}

/** No edge of the picture comes further in than the box's own, and what fits lies in the middle. */
function clampedTo(view: View, picture: Size, box: Size): View {
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
