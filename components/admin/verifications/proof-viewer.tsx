'use client';

import clsx from 'clsx';
import { ExternalLink, ImageOff, Maximize, RotateCw, ZoomIn, ZoomOut } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { useIsHydrated } from '@/components/ui/hydrated';
import { Spinner } from '@/components/ui/spinner';
import { ToolButton } from './tool-button';
import { useImageViewer } from './use-image-viewer';

/** The frame of a picture. Its height is limited so that the amount and the picture are visible together. */
export const viewerBox =
  'h-[60dvh] overflow-hidden rounded-lg border border-line bg-sunken lg:h-[max(26rem,calc(100dvh-var(--around,20rem)))]';

/** A picture that can be zoomed, rotated and panned by mouse, touch and keyboard. */
export function ProofViewer({ src, alt }: { src: string; alt: string }) {
  const t = useTranslations('admin.verifications.pictures');
  const [state, setState] = useState<'loading' | 'loaded' | 'failed'>('loading');
  const [tries, setTries] = useState(0);
  const box = useRef<HTMLElement>(null);
  const image = useRef<HTMLImageElement>(null);
  const { style, zoom, zoomBy, turn, fit, setPicture } = useImageViewer(box);
  const isHydrated = useIsHydrated();
  const percent = Math.round(zoom * 100);

  function onImageLoad({ naturalWidth: width, naturalHeight: height }: HTMLImageElement) {
    if (width > 0) setPicture({ width, height });
    setState(width > 0 ? 'loaded' : 'failed');
  }
  const onAlreadyLoaded = useEffectEvent(onImageLoad);
  useEffect(() => {
    // the image may have loaded or failed before hydration
    if (image.current?.complete && image.current.currentSrc) onAlreadyLoaded(image.current);
  }, []);

  return (
    <div className="grid gap-2">
      <section
        ref={box}
        // focusable, since the arrow keys pan the picture
        // biome-ignore lint/a11y/noNoninteractiveTabindex: makes an enlarged picture reachable by keyboard
        tabIndex={0}
        aria-label={t('zoomed', { percent })}
        className={clsx(
          'relative select-none',
          viewerBox,
          zoom > 1 ? 'cursor-grab touch-none active:cursor-grabbing' : 'touch-pan-y',
        )}
      >
        {state !== 'failed' && (
          // biome-ignore lint/performance/noImgElement: the picture is private and its signed link expires after a minute
          <img
            key={tries}
            ref={image}
            src={src}
            alt={alt}
            loading="lazy"
            draggable={false}
            onLoad={({ currentTarget }) => onImageLoad(currentTarget)}
            onError={() => setState('failed')}
            style={state === 'loaded' ? style : undefined}
            className={clsx(
              state === 'loaded' ? 'absolute top-1/2 left-1/2 max-w-none' : 'size-full object-contain',
              state === 'loading' && isHydrated && 'opacity-0',
            )}
          />
        )}
        {state === 'loading' && isHydrated && (
          <p className="absolute inset-0 grid place-content-center justify-items-center gap-2 text-muted text-sm">
            <Spinner className="size-6" />
            {t('loading')}
          </p>
        )}
        {state === 'failed' && (
          <div className="absolute inset-0 grid place-content-center justify-items-center gap-3 p-6 text-center">
            <ImageOff aria-hidden className="size-10 text-muted" strokeWidth={1.5} />
            <p className="font-medium">{t('failed')}</p>
            <Button
              variant="secondary"
              size="sm"
              onClick={() => {
                setState('loading');
                setTries(tries + 1);
              }}
            >
              {t('tryAgain')}
            </Button>
          </div>
        )}
      </section>
      <div className="flex items-center gap-1">
        <ToolButton
          label={t('zoomOut')}
          shortcut="-"
          icon={ZoomOut}
          isOff={zoom <= 1}
          onPress={() => zoomBy(1 / STEP)}
        />
        <ToolButton label={t('zoomIn')} shortcut="+" icon={ZoomIn} onPress={() => zoomBy(STEP)} />
        <ToolButton label={t('fit')} shortcut="0" icon={Maximize} onPress={fit} />
        <ToolButton label={t('rotate')} shortcut="r" icon={RotateCw} onPress={turn} />
        <span aria-hidden className="whitespace-nowrap px-2 text-muted text-sm tabular-nums max-sm:hidden">
          {t('percent', { percent })}
        </span>
        <a
          href={src}
          target="_blank"
          rel="noreferrer"
          className="ml-auto inline-flex min-h-11 items-center gap-1.5 rounded-sm px-1 text-muted text-sm underline-offset-4 hover:text-ink hover:underline sm:min-h-9"
        >
          <ExternalLink aria-hidden className="size-4" />
          {t('openInNewTab')}
        </a>
      </div>
    </div>
  );
}

const STEP = 1.4;
