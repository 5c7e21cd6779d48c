'use client';

import { Plus, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useId, useState, useTransition } from 'react';
import { CategoryOptions } from '@/components/admin/products/category-options';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { useServerCall } from '@/components/ui/use-server-call';
import { type Preview, previewRule } from '@/lib/admin/collections/actions';
import {
  type ConditionDraft,
  MAX_CONDITIONS,
  newCondition,
  type RuleDraft,
  type RuleField,
  ruleFields,
} from '@/lib/admin/collections/rule';
import type { ProductGroups } from '@/lib/admin/products/queries';
import type { Refused, Result } from '@/lib/result';
import { ProductLine } from './product-line';

type Props = {
  rule: RuleDraft;
  onChange: (rule: RuleDraft) => void;
  groups: ProductGroups;
  shop: { currency: string };
  error?: string;
};

/** The conditions of a rule, and the products that match it now. */
export function RuleBuilder({ rule, onChange, groups, shop, error }: Props) {
  const t = useTranslations('admin.collectionEditor.rule');
  const matchId = useId();
  const { match, conditions } = rule;
  const edit = (changed: ConditionDraft) =>
    onChange({ ...rule, conditions: conditions.map((each) => (each.id === changed.id ? changed : each)) });
  const add = () =>
    onChange({
      ...rule,
      conditions: [...conditions, newCondition(Math.max(-1, ...conditions.map(({ id }) => id)) + 1)],
    });
  return (
    <div className="grid gap-4">
      <p className="flex flex-wrap items-center gap-2 text-sm">
        <label htmlFor={matchId}>{t('match')}</label>
        <Select
          id={matchId}
          value={match}
          onChange={({ target }) => onChange({ ...rule, match: target.value === 'any' ? 'any' : 'all' })}
          className="w-auto"
        >
          <option value="all">{t('all')}</option>
          <option value="any">{t('any')}</option>
        </Select>
      </p>
      <ol className="grid gap-2">
        {conditions.map((condition, index) => (
          <li key={condition.id} className="flex flex-wrap items-center gap-2">
            <Select
              aria-label={t('condition', { number: index + 1 })}
              value={condition.field}
              onChange={({ target }) => edit(newCondition(condition.id, target.value as RuleField))}
              className="w-full sm:w-56"
            >
              {ruleFields.map((field) => (
                <option key={field} value={field}>
                  {t(`fields.${field}`, { currency: shop.currency })}
                </option>
              ))}
            </Select>
            <Value condition={condition} number={index + 1} groups={groups} onChange={edit} />
            <Button
              variant="quiet"
              size="sm"
              aria-label={t('remove', { number: index + 1 })}
              onClick={() =>
                onChange({ ...rule, conditions: conditions.filter(({ id }) => id !== condition.id) })
              }
            >
              <X aria-hidden className="size-4" />
            </Button>
          </li>
        ))}
      </ol>
      {error && <p className="text-bad text-sm">{error}</p>}
      {conditions.length < MAX_CONDITIONS && (
        <Button variant="secondary" size="sm" className="justify-self-start" onClick={add}>
          <Plus aria-hidden className="size-4" />
          {t('add')}
        </Button>
      )}
      <RulePreview rule={rule} />
    </div>
  );
}

type ValueProps = {
  condition: ConditionDraft;
  number: number;
  groups: ProductGroups;
  onChange: (condition: ConditionDraft) => void;
};

/** The field for the value of a condition: a select, a text field, or nothing. */
function Value({ condition, number, groups, onChange }: ValueProps) {
  const t = useTranslations('admin.collectionEditor.rule');
  const { field, value } = condition;
  const common = {
    'aria-label': t('value', { number }),
    value,
    onChange: ({ target }: { target: { value: string } }) => onChange({ ...condition, value: target.value }),
    className: 'min-w-0 grow basis-32',
  };
  switch (field) {
    case 'category':
      return (
        <Select {...common}>
          <option value="">{t('choose')}</option>
          {value && !groups.categories.some(({ id }) => id === value) && (
            <option value={value}>{t('deletedCategory')}</option>
          )}
          <CategoryOptions categories={groups.categories} />
        </Select>
      );
    case 'condition':
      return (
        <Select {...common}>
          <option value="new">{t('conditions.new')}</option>
          <option value="second_hand">{t('conditions.second_hand')}</option>
        </Select>
      );
    case 'tag':
      return (
        <>
          <Input {...common} list="rule-tags" maxLength={40} autoComplete="off" />
          <datalist id="rule-tags">
            {groups.tags.map((tag) => (
              <option key={tag} value={tag} />
            ))}
          </datalist>
        </>
      );
    case 'on_sale':
    case 'in_stock':
      return null;
    default:
      return (
        <Input {...common} inputMode={field === 'added_within' ? 'numeric' : 'decimal'} autoComplete="off" />
      );
  }
}

const isUnanswered = ({ reason }: Refused) => reason === 'unreachable' || reason === 'failed';

/** Loads the matching products half a second after the last change. */
function RulePreview({ rule }: { rule: RuleDraft }) {
  const t = useTranslations('admin.collectionEditor.rule');
  const [preview, setPreview] = useState<Result<Preview> | null>(null);
  const [isLoading, startLoading] = useTransition();
  const call = useServerCall();
  const ruleJson = JSON.stringify({
    match: rule.match,
    conditions: rule.conditions.map(({ field, value }) => ({ field, value })),
  });
  useEffect(() => {
    let isLatest = true;
    const timer = setTimeout(
      () =>
        startLoading(async () => {
          const result = await call(previewRule(JSON.parse(ruleJson)));
          if (isLatest) setPreview(result);
        }),
      500,
    );
    return () => {
      isLatest = false;
      clearTimeout(timer);
    };
  }, [ruleJson, call]);
  return (
    <div aria-live="polite" aria-busy={isLoading} className="grid gap-2">
      {preview?.ok && (
        <>
          <p className="font-medium text-sm">{t('preview', { count: preview.data.count })}</p>
          <ul className="grid gap-1">
            {preview.data.products.map((product) => (
              <li key={product.product_id}>
                <ProductLine product={product} />
              </li>
            ))}
          </ul>
          {preview.data.count > preview.data.products.length && (
            <p className="text-muted text-sm">
              {t('more', { count: preview.data.count - preview.data.products.length })}
            </p>
          )}
        </>
      )}
      {preview?.ok === false && (
        <p className="text-muted text-sm">{isUnanswered(preview) ? preview.message : t('incomplete')}</p>
      )}
    </div>
  );
}
