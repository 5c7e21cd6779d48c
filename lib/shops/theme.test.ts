import { expect, test } from 'vitest';
import { themeSchema, themeVariables } from './theme';

test("turns a shop's colours into CSS variables", () => {
  const theme = themeSchema.parse({ accent: '#a5432a', accent_ink: '#ffffff', hero_title: 'Soft skin' });
  expect(themeVariables(theme)).toEqual({ '--shop-accent': '#a5432a', '--shop-accent-ink': '#ffffff' });
  expect(theme.hero_title).toBe('Soft skin');
});

test('ignores malformed values', () => {
  const theme = themeSchema.parse({
    accent: '#red; background: url(//evil.example)',
    hero_image: 'javascript:alert(1)',
    hero_title: 42,
    logo_mark: '/mark.svg',
  });
  expect(themeVariables(theme)).toEqual({});
  expect(theme).toMatchObject({ logo_mark: '/mark.svg', hero_image_alt: '' });
  expect(theme.hero_image).toBeUndefined();
  expect(theme.hero_title).toBeUndefined();
  expect(themeSchema.parse(null)).toEqual({ hero_image_alt: '', story_image_alt: '' });
});
