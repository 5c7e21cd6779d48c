import { z } from 'zod';
import { exampleAmount } from '@/lib/amount';
import { optionalMoney } from '@/lib/amount-schema';
import { type FieldMessage, fieldMessage } from '@/lib/field-messages';
import { hiddenCount, hiddenId } from '@/lib/hidden-fields';
import { fieldKinds, MAX_FIELDS } from '@/lib/products/fields';
import { text } from '@/lib/text';
import { MAX_OPTIONS, MAX_VARIANTS } from './matrix';
import { momentIn } from './schedule';
import { TAX_CLASSES } from './tax-class';

type Shop = { currency: string; locale: string; time_zone: string };

const upTo = (most: number) => text.max(most, fieldMessage('fields.tooLong'));

const whole = (maximum: number) =>
  text
    .refine((input) => /^\d{0,7}$/.test(input) && Number(input) <= maximum, {
      message: fieldMessage('fields.wholeNumberOrEmpty'),
      params: { minimum: 0, maximum },
    })
    .transform((input) => (input === '' ? null : Number(input)));

const wrong = fieldMessage('reasons.invalid_form');

const options = z
  .array(
    z.object({
      name: upTo(40).min(1, fieldMessage('fields.optionName')),
      choices: z
        .array(upTo(60).min(1, fieldMessage('fields.choiceName')))
        .min(1, fieldMessage('fields.choices')),
    }),
  )
  .max(MAX_OPTIONS, fieldMessage('reasons.too_many_options'))
  .superRefine((given, context) => {
    for (const [index, { choices }] of given.entries()) {
      if (new Set(choices.map((choice) => choice.toLowerCase())).size < choices.length)
        context.addIssue({
          code: 'custom',
          path: [index, 'choices'],
          message: fieldMessage('reasons.duplicate_choice'),
        });
    }
  });

const decimal = text
  .regex(/^(-?\d{1,9}([.,]\d{1,3})?)?$/, fieldMessage('fields.decimalOrEmpty'))
  .transform((input) => (input === '' ? null : Number(input.replace(',', '.'))));

const fields = z
  .array(
    z
      .object({
        field_id: hiddenId.nullable(),
        kind: z.enum(fieldKinds, wrong),
        label: upTo(80).min(1, fieldMessage('fields.question')),
        help: upTo(200),
        is_required: z.boolean(wrong),
        max_length: whole(1000).pipe(z.number().min(1, fieldMessage('fields.maxLength')).nullable()),
        min_value: decimal,
        max_value: decimal,
        choices: z.array(upTo(60)).max(100, fieldMessage('fields.tooManyChoices')),
      })
      .superRefine(({ kind, min_value, max_value, choices }, context) => {
        const refuse = (field: string, message: FieldMessage) =>
          context.addIssue({ code: 'custom', path: [field], message });
        if (min_value !== null && max_value !== null && max_value < min_value)
          refuse('max_value', fieldMessage('fields.maxBelowMin'));
        if (kind === 'choice' && choices.length === 0)
          refuse('choices', fieldMessage('fields.questionChoices'));
        if (new Set(choices.map((choice) => choice.toLowerCase())).size < choices.length)
          refuse('choices', fieldMessage('reasons.duplicate_choice'));
      }),
  )
  .max(MAX_FIELDS, fieldMessage('reasons.too_many_fields'));

const variant = (shop: Shop) => {
  const example = exampleAmount(shop.currency, shop.locale);
  const amount = optionalMoney(shop, {
    message: fieldMessage('fields.amountOrEmpty'),
    params: { example },
  }).pipe(z.number().max(100_000_000_000, fieldMessage('fields.amountTooHigh')).nullable());
  return z
    .object({
      variant_id: hiddenId.nullable(),
      options: z.array(text),
      sku: upTo(60).min(1, fieldMessage('fields.sku')),
      barcode: upTo(60),
      price_minor: amount.transform((minor, context) => {
        if (minor !== null) return minor;
        context.addIssue({ code: 'custom', message: fieldMessage('fields.price'), params: { example } });
        return z.NEVER;
      }),
      compare_at_minor: amount,
      cost_minor: amount,
      weight_grams: whole(1_000_000),
      tax_class: z.enum(TAX_CLASSES, wrong),
      on_hand: whole(1_000_000),
      is_tracked: z.boolean(wrong),
      needs_delivery: z.boolean(wrong),
      allows_backorder: z.boolean(wrong),
      backorder_on: text
        .refine(
          (date) => date === '' || z.iso.date().safeParse(date).success,
          fieldMessage('fields.dateOrEmpty'),
        )
        .transform((date) => date || null),
      is_active: z.boolean(wrong),
    })
    .superRefine(({ price_minor, compare_at_minor }, context) => {
      if (compare_at_minor === null || compare_at_minor > price_minor) return;
      const message = fieldMessage('fields.compareAt');
      context.addIssue({ code: 'custom', path: ['compare_at_minor'], message });
    });
};

/** Form of a product, as input for `save_product`. Amounts are in the shop's currency, times in its time zone. */
export const productSchema = (shop: Shop) =>
  z
    .object({
      product_id: hiddenId.nullable(),
      version: hiddenCount.nullable(),
      name: upTo(120).min(1, fieldMessage('fields.productName')),
      slug: upTo(80)
        .regex(/^([a-z0-9]+(-[a-z0-9]+)*)?$/, fieldMessage('fields.slug'))
        .transform((slug) => slug || null),
      summary: upTo(200),
      description: upTo(8000),
      details: z.array(
        z.object({
          title: upTo(120).min(1, fieldMessage('fields.detailTitle')),
          body: upTo(8000).min(1, fieldMessage('fields.detailBody')),
        }),
      ),
      category_id: hiddenId.nullable(),
      condition: z.enum(['new', 'second_hand'], wrong),
      tags: z.array(upTo(40).min(1, fieldMessage('fields.tag'))),
      related: z.array(z.object({ product_id: hiddenId })).max(12, fieldMessage('reasons.too_many_related')),
      seo_title: upTo(80),
      seo_description: upTo(300),
      is_featured: z.boolean(wrong),
      status: z.enum(['draft', 'published', 'scheduled'], wrong),
      publish_at: text,
      /** when it was published; null: not published */
      published_at: z.iso.datetime({ offset: true, error: wrong }).nullable(),
      fields,
      options,
      images: z
        .array(
          z.object({
            image_id: hiddenId.nullable(),
            media_id: hiddenId.nullable(),
            variant_id: hiddenId.nullable(),
            choice: text.transform((choice) => choice || null).nullable(),
          }),
        )
        .max(100, fieldMessage('reasons.too_many_images')),
      variants: z.array(variant(shop)).min(1, fieldMessage('reasons.variant_required')).max(MAX_VARIANTS),
    })
    .transform(({ status, publish_at, published_at, ...product }, context) => {
      const planned = status === 'scheduled' ? momentIn(shop.time_zone, publish_at) : null;
      if (status === 'scheduled' && (!planned || planned.getTime() <= Date.now())) {
        context.addIssue({
          code: 'custom',
          path: ['publish_at'],
          message: fieldMessage('fields.publishAt'),
        });
        return z.NEVER;
      }
      // the database replaces `now` with its own time, which decides what is published
      const published = {
        draft: null,
        published: published_at ?? 'now',
        scheduled: planned?.toISOString() ?? null,
      };
      return { ...product, published_at: published[status] };
    });
