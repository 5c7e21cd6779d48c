'use client';

import { type CSSProperties, type RefObject, useEffect, useEffectEvent, useState } from 'react';
import {
  fitOf,
  fitted,
  type Point,
  panned,
  rotatedRight,
  type Size,
  type View,
  zoomed,
} from '@/lib/admin/verifications/view';

const EMPTY: Size = { width: 0, height: 0 };
const CENTER: Point = { x: 0, y: 0 };
const PAN_STEP = 60;
const panSteps: Record<string, Point> = {
  ArrowLeft: { x: PAN_STEP, y: 0 },
  ArrowRight: { x: -PAN_STEP, y: 0 },
  ArrowUp: { x: 0, y: PAN_STEP },
  ArrowDown: { x: 0, y: -PAN_STEP },
};

/** The position of a picture in its frame, controlled by wheel, drag, pinch, double click and arrow keys. */
export function useImageViewer(box: RefObject<HTMLElement | null>) {
  const [view, setView] = useState<View>(fitted);
  const [picture, setPicture] = useState(EMPTY);
  const [frame, setFrame] = useState(EMPTY);

  const zoomBy = (factor: number, at = CENTER) => setView((now) => zoomed(now, factor, at, picture, frame));
  const pan = (by: Point) => setView((now) => panned(now, by, picture, frame));
  const onZoom = useEffectEvent(zoomBy);
  const onPan = useEffectEvent(pan);
  const onDouble = useEffectEvent((at: Point) =>
    view.zoom > 1 ? setView(resetZoom(view)) : zoomBy(2.5, at),
  );
  const isZoomed = useEffectEvent(() => view.zoom > 1);

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const sizes = new ResizeObserver(([entry]) => entry && setFrame(entry.contentRect));
    sizes.observe(element);
    const fingers = new Map<number, Point>();

    /** Window coordinates relative to the center of the frame. */
    function fromCenter({ clientX, clientY }: { clientX: number; clientY: number }): Point {
      const { left, top, width, height } = (element as HTMLElement).getBoundingClientRect();
      return { x: clientX - left - width / 2, y: clientY - top - height / 2 };
    }
    function onWheel(event: WheelEvent) {
      event.preventDefault();
      // clamped, so that a mouse wheel and a touchpad zoom about equally fast
      onZoom(Math.exp(-Math.max(-60, Math.min(60, event.deltaY)) / 200), fromCenter(event));
    }
    function onDown(event: PointerEvent) {
      if (event.button !== 0) return;
      fingers.set(event.pointerId, fromCenter(event));
      if (isZoomed() || fingers.size > 1) (element as HTMLElement).setPointerCapture(event.pointerId);
    }
    function onMove(event: PointerEvent) {
      // the mouse was released outside of the frame
      if (event.buttons === 0) return onUp(event);
      const before = fingers.get(event.pointerId);
      if (!before) return;
      const now = fromCenter(event);
      const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
      fingers.set(event.pointerId, now);
      if (!other) return onPan({ x: now.x - before.x, y: now.y - before.y });
      const center = { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 };
      onZoom(distance(now, other) / Math.max(1, distance(before, other)), center);
    }
    function onUp({ pointerId }: PointerEvent) {
      fingers.delete(pointerId);
    }
    const onDoubleClick = (event: MouseEvent) => onDouble(fromCenter(event));
    function onKey(event: KeyboardEvent) {
      const step = panSteps[event.key];
      if (!step || event.target !== element || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      onPan(step);
    }

    // not by React's props: its wheel listener is passive and cannot prevent scrolling
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

  const scale = fitOf(picture, frame, view.turns) * view.zoom;
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
    turn: () => setView((now) => rotatedRight(now, picture, frame)),
    fit: () => setView(resetZoom),
    setPicture,
  };
}

/** Resets zoom and position but keeps the rotation. */
const resetZoom = ({ turns }: View): View => ({ ...fitted, turns });

const distance = (one: Point, other: Point) => Math.hypot(one.x - other.x, one.y - other.y);
