import { type CheckoutFields, Section, TextField } from './checkout-field';

/** Without delivery also the name and the note, which stand beside the address otherwise. */
export function ContactFields({ fields, hasDelivery }: { fields: CheckoutFields; hasDelivery: boolean }) {
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
          hint={hasDelivery ? 'The courier calls this number.' : 'We call it if something is unclear.'}
        />
      </div>
      {!hasDelivery && (
        <>
          <TextField fields={fields} name="name" label="Full name" autoComplete="name" />
          <TextField fields={fields} name="note" label="Note for the shop" optional />
        </>
      )}
    </Section>
  );
}
