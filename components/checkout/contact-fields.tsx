import { type CheckoutFields, Section, TextField } from './checkout-field';

export function ContactFields({ fields }: { fields: CheckoutFields }) {
  return (
    <Section title="Contact">
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          fields={fields}
          name="email"
          label="E-mail"
          type="email"
          autoComplete="email"
          inputMode="email"
          hint="The receipt and your order’s private link go here."
        />
        <TextField
          fields={fields}
          name="phone"
          label="Phone"
          type="tel"
          autoComplete="tel"
          hint="The courier calls this number."
        />
      </div>
    </Section>
  );
}
