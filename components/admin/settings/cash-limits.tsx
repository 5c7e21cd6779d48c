import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Textarea } from '@/components/ui/textarea';
import type { PaymentMethodSettings } from '@/lib/admin/settings/queries';
import { typedAmount } from '@/lib/amount';
import { regionLabel, regionsOf } from '@/lib/checkout/regions';
import { Switch } from './switch';

type Props = {
  method: PaymentMethodSettings;
  country: string;
  currency: string;
  locale: string;
  errors: Record<string, string>;
};

/** Whom the shop trusts to have the cash ready: who is outside sees that it is not offered, and why. */
export function CashLimits({ method, country, currency, locale, errors }: Props) {
  const regions = regionsOf(country);
  return (
    <>
      {/* before each order is accepted there is nothing to confirm */}
      <div className="hidden group-has-[[name=requires\_acceptance]:checked]/method:block">
        <Switch
          name="accept_by_link"
          label="The customer’s own yes is enough"
          hint="They get a mail with a button to confirm the order. You can still call and accept it yourself."
          defaultChecked={method.accept_by_link}
        />
      </div>
      <fieldset className="grid gap-x-6 gap-y-4 border-line border-t pt-4 sm:grid-cols-2">
        <legend className="sr-only">Limits</legend>
        <Field
          name="max_total_minor"
          label={`Highest total (${currency})`}
          optional
          hint="With delivery. Empty: any amount."
          error={errors.max_total_minor}
        >
          {(control) => (
            <Input
              {...control}
              inputMode="decimal"
              autoComplete="off"
              maxLength={20}
              placeholder="No limit"
              defaultValue={
                method.max_total_minor === null ? '' : typedAmount(method.max_total_minor, currency, locale)
              }
            />
          )}
        </Field>
        <div className="grid grid-cols-2 gap-4">
          <Field
            name="max_open_orders"
            label="Orders under way"
            optional
            hint="At most so many a customer."
            error={errors.max_open_orders}
          >
            {(control) => (
              <Input
                {...control}
                inputMode="numeric"
                autoComplete="off"
                maxLength={3}
                placeholder="No limit"
                defaultValue={method.max_open_orders ?? ''}
              />
            )}
          </Field>
          <Field
            name="max_refusals"
            label="Refused parcels"
            optional
            hint="No more cash after so many."
            error={errors.max_refusals}
          >
            {(control) => (
              <Input
                {...control}
                inputMode="numeric"
                autoComplete="off"
                maxLength={3}
                placeholder="No limit"
                defaultValue={method.max_refusals ?? ''}
              />
            )}
          </Field>
        </div>
        <div className="grid gap-1.5 sm:col-span-2">
          <Field
            name="regions"
            label="Only in these regions or cities"
            optional
            hint="With commas between them. Empty: everywhere."
            error={errors.regions}
          >
            {(control) => (
              <Textarea
                {...control}
                rows={1}
                autoComplete="off"
                placeholder="Everywhere"
                defaultValue={method.regions?.join(', ')}
              />
            )}
          </Field>
          {regions && (
            <details className="text-sm">
              <summary className="inline-flex min-h-11 list-none items-center font-medium text-accent-text underline-offset-4 hover:underline sm:min-h-9">
                How regions are called in addresses …
              </summary>
              <p className="text-muted">{regions.names.map(regionLabel).join(', ')}</p>
            </details>
          )}
        </div>
      </fieldset>
    </>
  );
}
