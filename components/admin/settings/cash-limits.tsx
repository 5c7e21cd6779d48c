import { useTranslations } from 'next-intl';
import { Field } from '@/components/ui/field';
import { Textarea } from '@/components/ui/textarea';
import type { PaymentMethodSettings } from '@/lib/admin/settings/queries';
import { regionLabel, regionsOf } from '@/lib/checkout/regions';
import { AmountField, NumberField } from './number-field';
import { Switch } from './switch';

type Props = {
  method: PaymentMethodSettings;
  country: string;
  currency: string;
  locale: string;
  errors: Record<string, string>;
};

/** Who may pay cash on delivery. Shoppers outside the limits see that it is unavailable, and why. */
export function CashLimits({ method, country, currency, locale, errors }: Props) {
  const t = useTranslations('admin.settings.cash');
  const tForm = useTranslations('admin.settings.form');
  const regions = regionsOf(country);
  return (
    <>
      {/* confirming by link applies only if the shop accepts each order first */}
      <div className="hidden group-has-[[name=requires\_acceptance]:checked]/method:block">
        <Switch
          name="accept_by_link"
          label={t('acceptByLink')}
          hint={t('acceptByLinkHint')}
          defaultChecked={method.accept_by_link}
        />
      </div>
      <fieldset className="grid gap-x-6 gap-y-4 border-line border-t pt-4 sm:grid-cols-2">
        <legend className="sr-only">{t('limits')}</legend>
        <AmountField
          name="max_total_minor"
          label={t('maxTotal')}
          hint={t('maxTotalHint')}
          error={errors.max_total_minor}
          minor={method.max_total_minor}
          currency={currency}
          locale={locale}
          empty={tForm('noLimit')}
        />
        <div className="grid grid-cols-2 gap-4">
          <NumberField
            name="max_open_orders"
            label={t('maxOpenOrders')}
            hint={t('maxOpenOrdersHint')}
            error={errors.max_open_orders}
            value={method.max_open_orders}
            maxLength={3}
            empty={tForm('noLimit')}
          />
          <NumberField
            name="max_refusals"
            label={t('maxRefusals')}
            hint={t('maxRefusalsHint')}
            error={errors.max_refusals}
            value={method.max_refusals}
            maxLength={3}
            empty={tForm('noLimit')}
          />
        </div>
        <div className="grid gap-1.5 sm:col-span-2">
          <Field name="regions" label={t('regions')} optional hint={t('regionsHint')} error={errors.regions}>
            {(control) => (
              <Textarea
                {...control}
                rows={1}
                autoComplete="off"
                placeholder={t('everywhere')}
                defaultValue={method.regions?.join(', ')}
              />
            )}
          </Field>
          {regions && (
            <details className="text-sm">
              <summary className="inline-flex min-h-11 list-none items-center font-medium text-accent-text underline-offset-4 hover:underline sm:min-h-9">
                {t('regionNames')}
              </summary>
              <p className="text-muted">{regions.names.map(regionLabel).join(', ')}</p>
            </details>
          )}
        </div>
      </fieldset>
    </>
  );
}
