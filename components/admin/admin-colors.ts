import { themeVariables } from '@/lib/shops/theme';

/**
 * Every shop's admin has the same colours. Its accent is blue, which is not a status colour here. A shop's own accent could be one:
 * if it is red, a badge would look like an error.
 */
export const adminColors = themeVariables({
  accent: '#2b5a8c',
  accent_ink: '#ffffff',
  hero_image_alt: '',
  story_image_alt: '',
});
