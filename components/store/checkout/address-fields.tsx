import { useTranslations } from 'next-intl';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { countryName, regionLabel, regionsOf } from '@/lib/checkout/regions';
import { type CheckoutFields, Section, TextField } from './checkout-field';

type Props = { fields: CheckoutFields; countries: string[]; country: string; locale: string };

export function AddressFields({ fields, countries, country, locale }: Props) {
  const t = useTranslations('store.checkout');
  const { register, defaultOf, errorOf } = fields;
  const regions = regionsOf(country);
  return (
    <Section title={t('address.title')}>
      <TextField fields={fields} name="name" label={t('contact.name')} autoComplete="name" />
      <TextField fields={fields} name="line1" label={t('address.line1')} autoComplete="address-line1" />
      <TextField
        fields={fields}
        name="line2"
        label={t('address.line2')}
        autoComplete="address-line2"
        optional
      />
      <TextField
        fields={fields}
        name="landmark"
        label={t('address.landmark')}
        hint={t('address.landmarkHint')}
        optional
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField fields={fields} name="city" label={t('address.city')} autoComplete="address-level2" />
        {regions ? (
          <Field name="region" label={t(`region.${regions.kind}`)} error={errorOf('region')}>
            {(control) => (
              <Select
                {...control}
                {...register('region')}
                defaultValue={defaultOf('region')}
                autoComplete="address-level1"
                required
              >
                <option value="">{t('address.choose')}</option>
                {regions.names.map((name) => (
                  <option key={name} value={name}>
                    {regionLabel(name)}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        ) : (
          <TextField
            fields={fields}
            name="region"
            label={t('region.other')}
            autoComplete="address-level1"
            optional
          />
        )}
        <TextField
          fields={fields}
          name="postcode"
          label={t('address.postcode')}
          autoComplete="postal-code"
          optional
        />
        {countries.length > 1 ? (
          <Field name="country" label={t('address.country')} error={errorOf('country')}>
            {(control) => (
              <Select
                {...control}
                {...register('country')}
                defaultValue={defaultOf('country')}
                autoComplete="country"
              >
                {countries.map((code) => (
                  <option key={code} value={code}>
                    {countryName(code, locale)}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        ) : (
          <div className="grid content-start gap-1.5">
            <span className="font-medium text-sm">{t('address.country')}</span>
            <span className="flex min-h-11 items-center">{countryName(country, locale)}</span>
            {/* not registered with the form library: browsers may autofill it, and its value is ignored (`countryOf`) */}
            <input type="hidden" name="country" value={country} />
          </div>
        )}
      </div>
      <TextField fields={fields} name="note" label={t('address.note')} optional />
    </Section>
  );
}
