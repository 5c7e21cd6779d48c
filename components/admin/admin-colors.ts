import { themeVariables } from '@/lib/shops/theme';

/**
 * The admin looks alike in every shop. Its blue is none of the colours that mean something in it, as a shop's own might be:
 * a badge in a red shop would look like an error.
 */
export const adminColors = themeVariables({
  accent: '#2b5a8c',
  accent_ink: '#ffffff',
  hero_image_alt: '',
  story_image_alt: '',
});
