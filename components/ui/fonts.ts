import localFont from 'next/font/local';

// The ranges are literals because the font loader parses this file without running it.
const inter = localFont({
  src: './fonts/inter.woff2',
  variable: '--font-inter',
  weight: '400 700',
  display: 'swap',
});
const interExt = localFont({
  src: './fonts/inter-ext.woff2',
  variable: '--font-inter-ext',
  weight: '400 700',
  preload: false,
  adjustFontFallback: false,
  declarations: [
    {
      prop: 'unicode-range',
      value: 'U+128-129, U+168-169, U+181-190, U+198-199, U+1B3-1DD, U+253-25B, U+1E44-1E63, U+20A6-20BA',
    },
  ],
});
const interDots = localFont({
  src: './fonts/inter-dots.woff2',
  variable: '--font-inter-dots',
  weight: '400 700',
  preload: false,
  adjustFontFallback: false,
  declarations: [{ prop: 'unicode-range', value: 'U+300-301, U+303-304, U+308, U+323, U+1EA0-1EE5' }],
});
const fraunces = localFont({
  src: './fonts/fraunces.woff2',
  variable: '--font-fraunces',
  weight: '400 600',
  display: 'swap',
  adjustFontFallback: 'Times New Roman',
});
const frauncesExt = localFont({
  src: './fonts/fraunces-ext.woff2',
  variable: '--font-fraunces-ext',
  weight: '400 600',
  preload: false,
  adjustFontFallback: false,
  declarations: [
    {
      prop: 'unicode-range',
      value: 'U+128-129, U+168-169, U+181-190, U+198-199, U+1B3-1DD, U+253-25B, U+1E44-1E63, U+20A6-20BA',
    },
  ],
});
const frauncesDots = localFont({
  src: './fonts/fraunces-dots.woff2',
  variable: '--font-fraunces-dots',
  weight: '400 600',
  preload: false,
  adjustFontFallback: false,
  declarations: [{ prop: 'unicode-range', value: 'U+300-301, U+303-304, U+308, U+323, U+1EA0-1EE5' }],
});

/** Class names for `<html>` that define the variables used by `font-sans` and `font-display` in `globals.css`. */
export const fontVariables = [inter, interExt, interDots, fraunces, frauncesExt, frauncesDots]
  .map((font) => font.variable)
  .join(' ');
