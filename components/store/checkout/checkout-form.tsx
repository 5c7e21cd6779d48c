'use client';

import { useTranslations } from 'next-intl';
import {
  type FormEvent,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useRef,
  useState,
  useTransition,
} from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { cartChanged } from '@/components/store/carts/cart-count';
import { SubmitButton } from '@/components/ui/submit-button';
import { useServerCall } from '@/components/ui/use-server-call';
import type { CheckoutRefusal } from '@/lib/checkout/refusal';
import { regionsOf } from '@/lib/checkout/regions';
import {
  type CheckoutField,
  type CheckoutInput,
  checkoutSchema,
  checkoutWithoutDelivery,
} from '@/lib/checkout/schema';
import { formatMoney } from '@/lib/money';
import type { Shop } from '@/lib/shops/queries';
import type { ShownCart } from '@/lib/store/carts/queries';
import { createOrder, createOrderNoJs } from '@/lib/store/checkout/actions';
import { countryOf, delivers, restorable } from '@/lib/store/checkout/delivery';
import { keepCheckout, markCheckoutSubmitted, readCheckout } from '@/lib/store/checkout/stored-checkout';
import { formValues } from '@/lib/text';
import { AddressFields } from './address-fields';
import type { CheckoutFields } from './checkout-field';
import { CheckoutProblem } from './checkout-problem';
import { checkoutResolver } from './checkout-resolver';
import { ContactFields } from './contact-fields';
import { DeliveryChoice } from './delivery-choice';
import { OrderSummary } from './order-summary';
import { PaymentChoice } from './payment-choice';

type Props = {
  shop: Pick<Shop, 'locale' | 'country'>;
  cart: ShownCart;
  paymentMethods: Shop['payment_methods'];
  idempotencyKey: string;
  /** of the form that was submitted without JavaScript */
  refusal: CheckoutRefusal | null;
};

/** No response arrived, so it is unknown whether the order was placed. Submitting again is safe. */
const UNREACHABLE = 'unreachable' as const;

const save = (form: FormData) => keepCheckout(formValues(form));

/**
 * The whole checkout on one page. Without JavaScript it is a plain form that comes back with its values and errors. With
 * JavaScript, each field is validated when it loses focus, and the totals follow the chosen delivery.
 */
export function CheckoutForm({ shop, cart, paymentMethods, idempotencyKey, refusal }: Props) {
  const t = useTranslations('store.checkout');
  const tRefusals = useTranslations('refusals');
  const [problem, setProblem] = useState<CheckoutRefusal | typeof UNREACHABLE | null>(refusal);
  const [isPending, startTransition] = useTransition();
  const call = useServerCall();
  const problemBox = useRef<HTMLDivElement>(null);
  const formElement = useRef<HTMLFormElement>(null);

  const countries = [...new Set(cart.shipping_rates.map(({ country }) => country))];
  const values = { ...blank, country: countries[0] ?? shop.country, ...refusal?.values };
  const defaults = { ...values, country: countryOf(cart.shipping_rates, values.country) };
  const form = useForm<CheckoutInput>({
    // validates only the fields that are shown: without delivery, the address stays empty
    resolver: checkoutResolver(tRefusals, cart.needs_delivery ? checkoutSchema : checkoutWithoutDelivery),
    mode: 'onTouched',
    defaultValues: { ...defaults, payment_method: undefined },
  });
  // a single country needs no field; its error is shown above the form
  const asksCountry = countries.length > 1;
  const [country, region = '', city = ''] = useWatch({
    control: form.control,
    name: ['country', 'region', 'city'],
  });
  const [pickedRate, pickRate] = useState(refusal?.values.shipping_rate_id);
  const rates = cart.shipping_rates.filter((rate) => delivers(rate, { country, region, city }));
  const rate = rates.find(({ id }) => id === pickedRate) ?? rates[0];
  // the delivery price depends on the address, unless every rate applies everywhere
  const regions = regionsOf(country);
  const isAddressKnown =
    rates.every((each) => each.regions === null) || (regions ? region : city.trim()) !== '';
  const isPriced = !cart.needs_delivery || (rate !== undefined && isAddressKnown);
  const totalMinor = isPriced && rate ? rate.total_minor : cart.subtotal_minor;
  // before hydration the shopper can change the address and the delivery without this component noticing
  const knownOrder = form.formState.isReady
    ? { total_minor: totalMinor, country, region, city }
    : { total_minor: cart.subtotal_minor, country, region: '', city: '' };

  // Next hides a page that was left and keeps its state: clears the problem, so that it does not show again on return.
  useLayoutEffect(() => () => setProblem(null), []);

  // Restores the values from an earlier visit, but never overwrites values from a no-JS submission or from typing.
  const restore = useEffectEvent(() => {
    const stored = refusal ? {} : restorable(readCheckout() ?? {}, countries, country);
    for (const [name, value] of Object.entries(stored)) {
      const control = formElement.current?.elements.namedItem(name);
      const isEmpty = control instanceof HTMLElement && 'value' in control && control.value === '';
      if (isField(name) && (isEmpty || name === 'country')) form.setValue(name, value);
    }
  });
  useEffect(() => restore(), []);

  useEffect(() => {
    if (!problem) return;
    cartChanged();
    const fields = problem === UNREACHABLE ? {} : (problem.fields ?? {});
    const [first] = Object.keys(fields).filter(isShown(asksCountry));
    for (const [name, message] of Object.entries(fields)) if (isField(name)) form.setError(name, { message });
    if (!first) return problemBox.current?.focus();
    form.setFocus(first);
    // radio buttons are not registered with the form library
    formElement.current?.querySelector<HTMLElement>(`[name="${first}"]:checked`)?.focus();
  }, [problem, form, asksCountry]);

  function submit(event: FormEvent<HTMLFormElement>) {
    const element = event.currentTarget;
    event.preventDefault();
    if (isPending) return;
    const data = new FormData(element);
    form.setValue('shipping_rate_id', rate?.id ?? '');
    form.setValue('payment_method', data.get('payment_method') as CheckoutInput['payment_method']);
    void form.handleSubmit(() =>
      startTransition(async () => {
        // lets the order page delete the stored values even if the response is lost
        markCheckoutSubmitted();
        const answer = await call(createOrder(data), () => UNREACHABLE);
        if (answer !== UNREACHABLE) save(data);
        setProblem(answer);
      }),
    )(event);
  }

  const fields: CheckoutFields = {
    register: form.register,
    setValue: form.setValue,
    save: () => {
      if (formElement.current) save(new FormData(formElement.current));
    },
    defaultOf: (name) => defaults[name],
    errorOf: (name) =>
      form.formState.errors[name]?.message ?? (form.formState.isReady ? undefined : refusal?.fields?.[name]),
  };
  // cash on delivery needs a delivery
  const methods = paymentMethods.filter(({ method }) => cart.needs_delivery || method !== 'cod');

  return (
    <form
      ref={formElement}
      action={createOrderNoJs}
      onSubmit={submit}
      onChange={({ currentTarget }) => save(new FormData(currentTarget))}
      noValidate
      className="grid items-start gap-10 lg:grid-cols-[1fr_24rem] lg:gap-16"
    >
      <input type="hidden" name="idempotency_key" value={idempotencyKey} />
      {!cart.needs_delivery && (
        <>
          <input type="hidden" name="no_delivery" value="true" />
          <input type="hidden" name="total_minor.none" value={cart.subtotal_minor} />
        </>
      )}
      {cart.shipping_rates.map(({ id, total_minor }) => (
        <input key={id} type="hidden" name={`total_minor.${id}`} value={total_minor} />
      ))}
      {cart.lines.map(({ line_id, quantity }) => (
        <input key={line_id} type="hidden" name={`line.${line_id}`} value={quantity} />
      ))}
      <div className="grid gap-12">
        {problem && (
          <CheckoutProblem
            ref={problemBox}
            problem={problem}
            isShown={isShown(asksCountry)}
            currency={cart.currency}
            locale={shop.locale}
          />
        )}
        <ContactFields
          fields={fields}
          hasDelivery={cart.needs_delivery}
          asked={problem === UNREACHABLE ? undefined : problem?.values}
        />
        {cart.needs_delivery && (
          <>
            <AddressFields fields={fields} countries={countries} country={country} locale={shop.locale} />
            <DeliveryChoice
              rates={rates}
              chosen={rate?.id}
              onChoose={pickRate}
              error={fields.errorOf('shipping_rate_id')}
              currency={cart.currency}
              locale={shop.locale}
            />
          </>
        )}
        <PaymentChoice
          methods={methods}
          initial={refusal?.values.payment_method}
          order={knownOrder}
          onChoose={() => form.clearErrors('payment_method')}
          error={fields.errorOf('payment_method')}
          currency={cart.currency}
          locale={shop.locale}
        />
      </div>
      <OrderSummary
        cart={cart}
        rate={rate}
        missing={isPriced ? null : (regions?.kind ?? 'city')}
        locale={shop.locale}
      >
        <SubmitButton size="lg" wide pending={isPending} pendingLabel={t('summary.placing')}>
          {isPriced
            ? t('summary.placeOrderFor', { amount: formatMoney(totalMinor, cart.currency, shop.locale) })
            : t('summary.placeOrder')}
        </SubmitButton>
      </OrderSummary>
    </form>
  );
}

const blank: Record<CheckoutField, string> = {
  email: '',
  phone: '',
  name: '',
  line1: '',
  line2: '',
  landmark: '',
  city: '',
  region: '',
  postcode: '',
  country: '',
  shipping_rate_id: '',
  payment_method: '',
  note: '',
};

const isField = (name: string): name is CheckoutField => Object.hasOwn(blank, name);

const isShown =
  (asksCountry: boolean) =>
  (name: string): name is CheckoutField =>
    isField(name) && (asksCountry || name !== 'country');
