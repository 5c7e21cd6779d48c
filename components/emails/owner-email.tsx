import { Hr, Section, Text } from 'react-email';
import type { Translator } from '@/lib/messages/messages';
import type { OwnerEmailWords } from '@/lib/notifications/owner-email';
import { EmailFact } from './email-fact';
import { EmailFrame } from './email-frame';

type OwnerEmailProps = {
  t: Translator<'email'>;
  words: OwnerEmailWords;
  shop: { name: string; locale: string };
  url: string;
};

/** Tells an owner that a setting for where money goes has changed: what changed, who changed it, when, and what to do. */
export function OwnerEmail({ t, words, shop, url }: OwnerEmailProps) {
  const facts = (
    <Section className="rounded-lg bg-stone-100 px-5 py-3">
      {words.facts.map((fact) => (
        <EmailFact key={fact.label} t={t} {...fact} />
      ))}
    </Section>
  );
  return (
    <EmailFrame shop={shop} words={words} facts={facts} button={t('owner.button')} url={url}>
      <Hr className="border-stone-200" />
      <Text className="mb-0 text-sm leading-6">{words.advice}</Text>
      <Text className="mt-4 text-xs leading-5 text-stone-500">{t('owner.reason', { shop: shop.name })}</Text>
    </EmailFrame>
  );
}
