import { amountInput } from '@/lib/amount';

/** What a condition of a rule checks, as in `private.condition_sql`. */
export const ruleFields = [
  ...([
    'tag',
    'category',
    'condition',
    'price_from',
    'price_to',
    'on_sale',
    'in_stock',
    'added_within',
  ] as const),
] as const;
export type RuleField = (typeof ruleFields)[number];

export const MAX_CONDITIONS = 20;

/** A rule as the database stores it: prices in minor units. */
export type Rule = {
  match: 'all' | 'any';
  conditions: { field: RuleField; value?: string | number | null }[];
};

/** A condition in the form: its value as text, empty if it needs none. */
export type ConditionDraft = { id: number; field: RuleField; value: string };
export type RuleDraft = { match: 'all' | 'any'; conditions: ConditionDraft[] };

type Shop = { currency: string; locale: string };

const isPrice = (field: RuleField) => field === 'price_from' || field === 'price_to';

/** A new condition, with a default value if there is one. */
export const newCondition = (id: number, field: RuleField = 'tag'): ConditionDraft => ({
  ...{ id, field },
  value: field === 'condition' ? 'new' : field === 'added_within' ? '30' : '',
});

export const draftOf = (rule: Rule | null, shop: Shop): RuleDraft =>
  rule
    ? {
        match: rule.match,
        conditions: rule.conditions.map(({ field, value }, id) => ({
          ...{ id, field },
          value: isPrice(field)
            ? amountInput(Number(value), shop.currency, shop.locale)
            : String(value ?? ''),
        })),
      }
    : { match: 'all', conditions: [newCondition(0)] };
