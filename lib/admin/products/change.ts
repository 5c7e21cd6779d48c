import type { Json } from '@/lib/supabase/database.types';
import type { ProductChange } from './schema';

/** Commands on all selected products. */
export const productCommands = [
  'publish',
  'unpublish',
  'archive',
  'restore',
  'set_category',
  'add_to_collection',
  'add_tag',
  'remove_tag',
  'raise_prices',
  'lower_prices',
] as const satisfies ProductChange['command'][];

export const isProductCommand = (text: string): text is ProductChange['command'] =>
  (productCommands as readonly string[]).includes(text);

/** Raising and lowering prices share a form; every other command has its own. */
export const formOf = (command: string): string =>
  command === 'raise_prices' || command === 'lower_prices' ? PRICES_FORM : command;

export const PRICES_FORM = 'change_prices' as const;

/** A change as `update_products` takes it. */
export function changeOf(input: ProductChange): Json {
  switch (input.command) {
    // the database replaces `now` with its own time, which decides what is published
    case 'publish':
      return { published_at: 'now' };
    case 'unpublish':
      return { published_at: null };
    case 'archive':
      return { archived: true };
    case 'restore':
      return { archived: false };
    case 'set_category':
      return { category_id: input.category_id };
    case 'add_to_collection':
      return { add_to_collection: input.collection_id };
    case 'add_tag':
      return { add_tag: input.tag };
    case 'remove_tag':
      return { remove_tag: input.tag };
    case 'raise_prices':
    case 'lower_prices': {
      const { command, price_percent, round_to_minor } = input;
      const percent = command === 'raise_prices' ? price_percent : -price_percent;
      return { price_percent: percent, ...(round_to_minor && { round_to_minor }) };
    }
  }
}

/** Shoppers do not see tags; the database records the collections that a tag changes. Every other change may show in the storefront. */
export const isSeenByShoppers = (command: ProductChange['command']): boolean =>
  command !== 'add_tag' && command !== 'remove_tag';
