import { z } from 'zod';
import { momentIn } from '@/lib/admin/products/schedule';
import { exampleAmount } from '@/lib/amount';
import { optionalMoney } from '@/lib/amount-schema';
import { fieldMessage } from '@/lib/field-messages';
import { hiddenCount, hiddenId } from '@/lib/hidden-fields';
import { text } from '@/lib/text';
import { MAX_CONDITIONS } from './rule';

type Shop = { currency: string; locale: string; time_zone: string };

const upTo = (most: number) => text.max(most, fieldMessage('fields.tooLong'));
const wrong = fieldMessage('reasons.invalid_form');

/** Form of a rule, by the field of each condition. Prices are entered in the shop's currency. */
export const ruleSchema = (shop: Pick<Shop, 'currency' | 'locale'>) => {
  const problem = {
    message: fieldMessage('fields.price'),
    params: { example: exampleAmount(shop.currency, shop.locale) },
  };
  const price = optionalMoney(shop, problem).transform((minor, context) => {
    if (minor !== null) return minor;
    context.addIssue({ code: 'custom', ...problem });
    return z.NEVER;
  });
  const limits = { message: fieldMessage('fields.wholeNumber'), params: { minimum: 1, maximum: 3650 } };
  const days = text
    .refine((input) => /^[1-9]\d{0,3}$/.test(input) && Number(input) <= 3650, { ...limits })
    .transform(Number);
  const condition = z.discriminatedUnion('field', [
    z.object({ field: z.literal('tag', wrong), value: upTo(40).min(1, fieldMessage('fields.tag')) }),
    z.object({ field: z.literal('category', wrong), value: z.uuid(fieldMessage('fields.ruleCategory')) }),
    z.object({ field: z.literal('condition', wrong), value: z.enum(['new', 'second_hand'], wrong) }),
    z.object({ field: z.enum(['price_from', 'price_to'], wrong), value: price }),
    z.object({ field: z.enum(['on_sale', 'in_stock'], wrong) }),
    z.object({ field: z.literal('added_within', wrong), value: days }),
  ]);
  return z.object({
    match: z.enum(['all', 'any'], wrong),
    conditions: z
      .array(condition)
      .min(1, fieldMessage('fields.conditions'))
      .max(MAX_CONDITIONS, fieldMessage('reasons.invalid_rule')),
  });
};

/** Form of a collection, as input for `save_collection`. */
export const collectionSchema = (shop: Shop) =>
  z
    .object({
      collection_id: hiddenId.nullable(),
      version: hiddenCount.nullable(),
      name: upTo(80).min(1, fieldMessage('fields.categoryName')),
      slug: upTo(80)
        .regex(/^([a-z0-9]+(-[a-z0-9]+)*)?$/, fieldMessage('fields.slug'))
        .transform((slug) => slug || null),
      description: upTo(500),
      image_src: upTo(500),
      image_alt: upTo(200),
      seo_title: upTo(80),
      seo_description: upTo(300),
      status: z.enum(['draft', 'published', 'scheduled'], wrong),
      publish_at: text,
      /** when it was published; null: not published */
      published_at: z.iso.datetime({ offset: true, error: wrong }).nullable(),
      rule: ruleSchema(shop).nullable(),
      product_ids: z.array(hiddenId).max(1000, fieldMessage('reasons.invalid_collection')),
    })
    .transform(({ status, publish_at, published_at, ...collection }, context) => {
      const planned = status === 'scheduled' ? momentIn(shop.time_zone, publish_at) : null;
      if (status === 'scheduled' && (!planned || planned.getTime() <= Date.now())) {
        const message = fieldMessage('fields.publishAt');
        context.addIssue({ code: 'custom', path: ['publish_at'], message });
        return z.NEVER;
      }
      // the database replaces `now` with its own time, which decides what is published
      const at = { draft: null, published: published_at ?? 'now', scheduled: planned?.toISOString() ?? null };
      return { ...collection, published_at: at[status] };
    });

const row = z.object({ id: hiddenId });

/** Forms of the list of collections. */
export const collectionCommandSchema = z.discriminatedUnion('command', [
  row.extend({ command: z.literal('move_collection'), place: hiddenCount }),
  row.extend({ command: z.literal('delete_collection'), version: hiddenCount }),
]);
