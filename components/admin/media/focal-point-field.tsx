'use client';

import { useTranslations } from 'next-intl';
import { type PointerEvent, useId } from 'react';
import { Picture } from '@/components/ui/picture';
import { type FocalPoint, focalPoint, type MediaRow, movedFocal } from '@/lib/admin/media/media';

type Props = { media: MediaRow; focal: FocalPoint; onChange: (focal: FocalPoint) => void };

/** The whole picture, on which the focal point is set by pointer or by arrow keys. */
export function FocalPointField({ media, focal, onChange }: Props) {
  const t = useTranslations('admin.media.details');
  const id = useId();
  const { src, alt, width, height, placeholder } = media;
  const percent = { x: Math.round(focal.focal_x * 100), y: Math.round(focal.focal_y * 100) };

  function point({ currentTarget, clientX, clientY }: PointerEvent) {
    const box = currentTarget.getBoundingClientRect();
    onChange(focalPoint((clientX - box.left) / box.width, (clientY - box.top) / box.height));
  }

  return (
    <div className="grid gap-1.5">
      <span id={id} className="font-medium text-sm">
        {t('focal')}
      </span>
      <button
        type="button"
        aria-labelledby={id}
        aria-describedby={`${id}-hint ${id}-value`}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          point(event);
        }}
        onPointerMove={(event) => event.currentTarget.hasPointerCapture(event.pointerId) && point(event)}
        onKeyDown={(event) => {
          const moved = movedFocal(focal, event.key);
          if (!moved) return;
          event.preventDefault();
          onChange(moved);
        }}
        style={{ aspectRatio: `${width} / ${height}`, width: `min(100%, ${(45 * width) / height}vh)` }}
        className="relative block cursor-crosshair touch-none select-none justify-self-center overflow-hidden rounded-md border border-line bg-sunken"
      >
        <Picture
          picture={{ src, placeholder }}
          alt={alt}
          sizes="(width >= 40rem) 34rem, 92vw"
          loading="eager"
        />
        <span
          aria-hidden
          style={{ left: `${percent.x}%`, top: `${percent.y}%` }}
          className="pointer-events-none absolute size-6 -translate-x-1/2 -translate-y-1/2 rounded-full border-2 border-white bg-black/40 shadow-[0_0_0_2px_black]"
        />
      </button>
      <p id={`${id}-value`} aria-live="polite" className="text-sm tabular-nums">
        {t('focalValue', percent)}
      </p>
      <p id={`${id}-hint`} className="text-muted text-sm">
        {t('focalHint')}
      </p>
    </div>
  );
}
