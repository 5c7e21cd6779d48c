import { useTranslations } from 'next-intl';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { Textarea } from '@/components/ui/textarea';
import { answerField } from '@/lib/products/fields';
import type { ProductField } from '@/lib/products/queries';
import type { AddResult } from '@/lib/store/carts/actions';

/** The product's questions. `state`: the last outcome of the form, with the entered values and their errors. */
export default function ProductFields({
  fields,
  state,
}: {
  fields: ProductField[];
  state: AddResult | null;
}) {
  const t = useTranslations('store.products.fields');
  return fields.map((field) => {
    const { id, kind, label, help, is_required, max_length, min_value: min, max_value: max, choices } = field;
    const limits =
      kind === 'number'
        ? min !== null && max !== null
          ? t('between', { min, max })
          : min !== null
            ? t('atLeast', { min })
            : max !== null && t('atMost', { max })
        : max_length !== null && t('upTo', { count: max_length });
    const name = answerField(id);
    const shared = { required: is_required, defaultValue: state?.asked?.answers[id] };
    return (
      <Field
        key={id}
        name={name}
        label={label}
        optional={!is_required}
        hint={[help, limits].filter(Boolean).join(' ')}
        error={state && !state.ok ? state.fields?.[name] : undefined}
      >
        {(control) =>
          kind === 'choice' ? (
            <Select {...control} {...shared}>
              <option value="">{t('choose')}</option>
              {choices.map((choice) => (
                <option key={choice}>{choice}</option>
              ))}
            </Select>
          ) : kind === 'long_text' ? (
            <Textarea {...control} {...shared} maxLength={max_length ?? 1000} />
          ) : (
            <Input
              {...control}
              {...shared}
              inputMode={kind === 'number' ? 'decimal' : undefined}
              maxLength={kind === 'number' ? 14 : (max_length ?? 200)}
              autoComplete="off"
            />
          )
        }
      </Field>
    );
  });
}
