import { z } from 'zod';

const text = z.string().trim().min(1).optional().catch(undefined);
const source = z
  .string()
  .regex(/^(\/|https:\/\/)/)
  .optional()
  .catch(undefined);
const colour = z
  .string()
  .regex(/^#[0-9a-f]{6}$/i)
  .optional()
  .catch(undefined);

/**
 * The look of one shop's storefront. Merchants edit it, so nothing in it is trusted: missing or malformed values are
 * left out, and the page works without them.
 */
export const themeSchema = z
  .object({
    /** six hex digits, because it becomes a CSS variable */
    accent: colour,
    /** text colour on the accent */
    accent_ink: colour,
    logo_mark: source,
    hero_image: source,
    hero_image_alt: z.string().catch(''),
    hero_title: text,
    hero_text: text,
    story_image: source,
    story_image_alt: z.string().catch(''),
    story_title: text,
    story_text: text,
  })
  .catch({ hero_image_alt: '', story_image_alt: '' });

export type Theme = z.infer<typeof themeSchema>;

/** The CSS variables from which `globals.css` derives the palette; empty if the shop has chosen no colour. */
export function themeVariables({ accent, accent_ink }: Theme): Record<`--${string}`, string> {
  if (!accent) return {};
  return { '--shop-accent': accent, '--shop-accent-ink': accent_ink ?? '#ffffff' };
}
