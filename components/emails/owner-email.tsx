import { Hr, Section, Text } from 'react-email';
import type { OwnerMailWords } from '@/lib/notifications/owner-mail';
import { EmailFrame } from './email-frame';

type OwnerEmailProps = { words: OwnerMailWords; shop: { name: string }; url: string };

/** What an owner is told about a change of where money goes: what, by whom and when, and what to do about it. */
export function OwnerEmail({ words, shop, url }: OwnerEmailProps) {
  const facts = (
    <Section className="rounded-lg bg-stone-100 px-5 py-3">
      {words.facts.map(({ label, value, before }) => (
        <Text key={label} className="my-1 text-base">
          <span className="text-sm text-stone-500">{label}: </span>
          <strong>{value}</strong>
          {before !== undefined && <span className="text-sm text-stone-500"> (before: {before})</span>}
        </Text>
      ))}
    </Section>
  );
  return (
    <EmailFrame shop={shop} words={words} facts={facts} button="Open the settings" url={url}>
      <Hr className="border-stone-200" />
      <Text className="mb-0 text-sm leading-6">{words.advice}</Text>
      <Text className="mt-4 text-xs leading-5 text-stone-500">
        Every owner of {shop.name} gets this email when somebody changes where money goes, or who has to
        approve it.
      </Text>
    </EmailFrame>
  );
}
