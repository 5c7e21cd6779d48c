'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useGuardedAction } from '@/components/admin/guarded-action';
import { Alert } from '@/components/ui/alert';
import { Card } from '@/components/ui/card';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { savePaymentMethod } from '@/lib/admin/settings/actions';
import type { PaymentMethodSettings } from '@/lib/admin/settings/queries';
import { paymentMethodName } from '@/lib/orders/staff-words';
import { locksStock, policiesOf } from '@/lib/settings/words';
import { CashLimits } from './cash-limits';
import { DurationField } from './duration-field';
import { SettingsForm } from './settings-form';
import { Switch } from './switch';

type Props = {
  country: string;
  currency: string;
  locale: string;
  method: PaymentMethodSettings;
  /** no bank account is set up for transfers */
  lacksAccount: boolean;
  canWrite: boolean;
};

/** One payment method: whether and to whom it is offered, whether the shop accepts each order first, and how it reserves stock. */
export function PaymentMethodForm(props: Props) {
  const t = useTranslations('admin.settings.methods');
  const tOrders = useTranslations('admin.orders');
  const { country, currency, locale, method, lacksAccount, canWrite } = props;
  const policies = [...new Set([method.stock_policy, ...policiesOf(method.method)])];
  const { passwordDialog, ...action } = useGuardedAction(savePaymentMethod);
  const [hasDuration, setHasDuration] = useState(locksStock(method.stock_policy));
  return (
    <Card className="grid gap-4">
      {passwordDialog}
      <h3 className="font-semibold">
        {paymentMethodName(tOrders, method.method)}
        <span className="font-normal text-muted"> · “{method.label}”</span>
      </h3>
      <SettingsForm {...action} canWrite={canWrite} className="group/method grid gap-4">
        {(errors) => (
          <>
            <input type="hidden" name="method" value={method.method} />
            <div className="grid gap-x-6 sm:grid-cols-2">
              <Switch name="is_enabled" label={t('isEnabled')} defaultChecked={method.is_enabled} />
              <Switch
                name="requires_acceptance"
                label={t('requiresAcceptance')}
                hint={t('requiresAcceptanceHint')}
                defaultChecked={method.requires_acceptance}
              />
            </div>
            {lacksAccount && (
              <div className="hidden group-has-[[name=is\_enabled]:checked]/method:block">
                <Alert tone="warn">
                  <p>{t('noAccount')}</p>
                </Alert>
              </div>
            )}
            {method.method === 'cod' && <CashLimits {...{ method, country, currency, locale, errors }} />}
            {/* CSS shows the duration if the chosen policy reserves stock, so this works before hydration */}
            <div className="group grid gap-x-6 gap-y-4 sm:grid-cols-2">
              <Field name="stock_policy" label={t('stock')} error={errors.stock_policy}>
                {(control) => (
                  <Select
                    {...control}
                    defaultValue={method.stock_policy}
                    onChange={({ target: { value } }) =>
                      setHasDuration(policies.some((policy) => policy === value && locksStock(policy)))
                    }
                  >
                    {policies.map((policy) => (
                      <option key={policy} value={policy} data-locks={locksStock(policy) || undefined}>
                        {t(`policy.${policy}`)}
                      </option>
                    ))}
                  </Select>
                )}
              </Field>
              <DurationField
                name="lock_for"
                label={t('lockFor')}
                error={errors.lock_for}
                interval={method.lock_for ?? '00:30:00'}
                isRequired={hasDuration}
                className="hidden group-has-[option[data-locks]:checked]:grid"
              />
            </div>
            <dl className="grid gap-1 text-muted text-sm">
              {policies.map((policy) => (
                <div key={policy}>
                  <dt className="inline font-medium">{t(`policy.${policy}`)}: </dt>
                  <dd className="inline">{t(`policyText.${policy}`)}</dd>
                </div>
              ))}
            </dl>
          </>
        )}
      </SettingsForm>
    </Card>
  );
}
