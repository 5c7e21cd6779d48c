'use client';

import { type CSSProperties, type RefObject, useEffect, useEffectEvent, useState } from 'react';
import {
  fitOf,
  fitted,
  type Point,
  panned,
  type Size,
  turnedOnce,
  type View,
  zoomed,
} from '@/lib/admin/verifications/view';

const NOWHERE: Size = { width: 0, height: 0 };
const MIDDLE: Point = { x: 0, y: 0 };
const PUSH = 60;
const pushes: Record<string, Point> = {
  ArrowLeft: { x: PUSH, y: 0 },
  ArrowRight: { x: -PUSH, y: 0 },
  ArrowUp: { x: 0, y: PUSH },
  ArrowDown: { x: 0, y: -PUSH },
};

/** How a picture lies in its box, and the hands on it: wheel, drag, pinch, double click and arrow keys. */
export function useImageViewer(box: RefObject<HTMLElement | null>) {
  const [view, setView] = useState<View>(fitted);
  const [picture, setPicture] = useState(NOWHERE);
  const [room, setRoom] = useState(NOWHERE);

  const zoomBy = (factor: number, at = MIDDLE) => setView((now) => zoomed(now, factor, at, picture, room));
  const pan = (by: Point) => setView((now) => panned(now, by, picture, room));
  const onZoom = useEffectEvent(zoomBy);
  const onPan = useEffectEvent(pan);
  const onDouble = useEffectEvent((at: Point) => (view.zoom > 1 ? setView(fitTo(view)) : zoomBy(2.5, at)));
  const isZoomed = useEffectEvent(() => view.zoom > 1);

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const sizes = new ResizeObserver(([entry]) => entry && setRoom(entry.contentRect));
    sizes.observe(element);
    const fingers = new Map<number, Point>();

    /** A point of the window, from the middle of the box. */
    function fromMiddle({ clientX, clientY }: { clientX: number; clientY: number }): Point {
      const { left, top, width, height } = (element as HTMLElement).getBoundingClientRect();
      return { x: clientX - left - width / 2, y: clientY - top - height / 2 };
    }
    function onWheel(event: WheelEvent) {
      event.preventDefault();
      // a wheel's notch and a touchpad's trickle come to about the same
      onZoom(Math.exp(-Math.max(-60, Math.min(60, event.deltaY)) / 200), fromMiddle(event));
    }
    function onDown(event: PointerEvent) {
      if (event.button !== 0) return;
      fingers.set(event.pointerId, fromMiddle(event));
      if (isZoomed() || fingers.size > 1) (element as HTMLElement).setPointerCapture(event.pointerId);
    }
    function onMove(event: PointerEvent) {
      const before = fingers.get(event.pointerId);
      if (!before) return;
      const now = fromMiddle(event);
      const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
      fingers.set(event.pointerId, now);
      if (!other) return onPan({ x: now.x - before.x, y: now.y - before.y });
      const middle = { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 };
      onZoom(apart(now, other) / Math.max(1, apart(before, other)), middle);
    }
    const onUp = ({ pointerId }: PointerEvent) => fingers.delete(pointerId);
    const onDoubleClick = (event: MouseEvent) => onDouble(fromMiddle(event));
    function onKey(event: KeyboardEvent) {
      const push = pushes[event.key];
      if (!push || event.target !== element || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      onPan(push);
    }

    // by hand, because React listens to the wheel as one who may not stop it
    element.addEventListener('wheel', onWheel, { passive: false });
    element.addEventListener('pointerdown', onDown);
    element.addEventListener('pointermove', onMove);
    element.addEventListener('pointerup', onUp);
    element.addEventListener('pointercancel', onUp);
    element.addEventListener('dblclick', onDoubleClick);
    element.addEventListener('keydown', onKey);
    return () => {
      sizes.disconnect();
      element.removeEventListener('wheel', onWheel);
      element.removeEventListener('pointerdown', onDown);
      element.removeEventListener('pointermove', onMove);
      element.removeEventListener('pointerup', onUp);
      element.removeEventListener('pointercancel', onUp);
      element.removeEventListener('dblclick', onDoubleClick);
      element.removeEventListener('keydown', onKey);
    };
  }, [box]);

  const scale = fitOf(picture, room, view.turns) * view.zoom;
  const style: CSSProperties = {
    width: picture.width,
    height: picture.height,
    translate: `calc(${view.x}px - 50%) calc(${view.y}px - 50%)`,
    rotate: `${view.turns * 90}deg`,
    scale: String(scale),
  };
  return {
    style,
    zoom: view.zoom,
    zoomBy,
    turn: () => setView((now) => turnedOnce(now, picture, room)),
    fit: () => setView(fitTo),
    setPicture,
  };
}

/** As a whole again, turned as it is. */
const fitTo = ({ turns }: View): View => ({ ...fitted, turns });

const apart = (one: Point, other: Point) => Math.hypot(one.x - other.x, one.y - other.y);
