import { ChoiceCard } from '@/components/ui/choice';
import type { Shop } from '@/lib/shops/queries';
import { Section } from './checkout-field';

type Props = { methods: Shop['payment_methods']; initial: string | undefined; error: string | undefined };

export function PaymentChoice({ methods, initial, error }: Props) {
  const checked = methods.find(({ method }) => method === initial) ?? methods[0];
  return (
    <Section title="Payment">
      {methods.map(({ method, label, description }) => (
        <ChoiceCard
          key={method}
          name="payment_method"
          value={method}
          defaultChecked={method === checked?.method}
          title={label}
          description={description}
        />
      ))}
      {error && <p className="text-bad text-sm">{error}</p>}
    </Section>
  );
}
