import clsx from 'clsx';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { ChoiceChip } from '@/components/ui/choice';
import { formatMoney } from '@/lib/money';
import { choiceStatus, findVariant, nextVariant, type Option } from '@/lib/products/options';
import { isAvailable, type Stock } from '@/lib/products/product';
import type { Variant } from '@/lib/products/queries';
import { useVariantChoice } from './variant-choice';

type Props = {
  variants: Variant[];
  stock: Stock;
  currency: string;
  locale: string;
};

type GroupProps = Props & {
  option: Option;
  /** one choice of each option of the product */
  chosen: string[];
};

/**
 * The choices of one option. A choice that is not available with the other selected ones is struck through, and can still be pressed.
 * Without JavaScript the page cannot react to a choice, so marks that depend on other options are left out.
 */
export function OptionGroup({ option: { position, name, choices }, chosen, ...props }: GroupProps) {
  const { variants, stock, currency, locale } = props;
  const t = useTranslations('store.products');
  const { choose } = useVariantChoice();
  const index = position - 1;
  const isOnly = chosen.length === 1;
  const hasPrices = isOnly && variants.some(({ price_minor }) => price_minor !== variants[0]?.price_minor);
  const others = chosen.filter((_, at) => at !== index).join(' / ');
  const hidden = (words: ReactNode) => (
    <span className={clsx('sr-only', !isOnly && 'noscript:hidden')}>{words}</span>
  );
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-2 font-medium text-sm">
        {t.rich('chosenOption', {
          name,
          value: chosen[index] ?? '',
          muted: (words) => <span className="font-normal text-muted">{words}</span>,
        })}
      </legend>
      <div className="flex flex-wrap gap-2">
        {choices.map((choice) => {
          const status = choiceStatus(variants, stock, chosen, index, choice);
          return (
            <ChoiceChip
              key={choice}
              name={`option.${position}`}
              value={choice}
              checked={choice === chosen[index]}
              onChange={() => {
                const next = nextVariant(variants, stock, chosen, index, choice);
                if (next) choose(next.id);
              }}
            >
              <span
                className={clsx(
                  status !== 'available' && 'text-muted line-through',
                  !isOnly && 'noscript:text-ink noscript:no-underline',
                )}
              >
                {status === 'available'
                  ? choice
                  : status === 'sold_out'
                    ? t.rich('soldOutOption', { option: choice, hidden })
                    : t.rich('unavailableOption', { option: choice, others, hidden })}
              </span>
              {hasPrices && (
                <noscript>
                  {formatMoney(findVariant(variants, [choice])?.price_minor ?? 0, currency, locale)}
                </noscript>
              )}
            </ChoiceChip>
          );
        })}
      </div>
    </fieldset>
  );
}

/** Without JavaScript neither price nor stock follows the selection, so with several options all combinations are listed. */
export function Combinations({ variants, stock, currency, locale }: Props) {
  const t = useTranslations('store.products');
  return (
    <noscript>
      <details>
        <summary className="font-medium text-sm">{t('combinations')}</summary>
        <ul className="mt-2 grid gap-1 text-sm">
          {variants.map(({ id, option_value, price_minor }) => (
            <li key={id}>
              {t('combination', {
                option: option_value ?? '',
                price: formatMoney(price_minor, currency, locale),
                isSoldOut: String(!isAvailable(stock, id)),
              })}
            </li>
          ))}
        </ul>
      </details>
    </noscript>
  );
}
