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
 * What makes the storefront look like one shop. A merchant edits it, so nothing in it is taken for granted: what is missing
 * or malformed is left out, and the page does without.
 */
export const themeSchema = z
  .object({
    /** six hex digits: it becomes a CSS variable */
    accent: colour,
    /** what can be read on the accent */
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

/** The variables from which `globals.css` makes the whole palette; empty where the shop has picked no colour. */
export function themeVariables({ accent, accent_ink }: Theme): Record<`--${string}`, string> {
  if (!accent) return {};
  return { '--shop-accent': accent, '--shop-accent-ink': accent_ink ?? '#ffffff' };
}
