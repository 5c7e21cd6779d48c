import {
  Body,
  Button,
  Container,
  Head,
  Heading,
  Hr,
  Html,
  Preview,
  Section,
  Tailwind,
  Text,
} from 'react-email';
import type { OwnerMailWords } from '@/lib/notifications/owner-mail';

type OwnerEmailProps = { words: OwnerMailWords; shop: { name: string }; url: string };

/** What an owner is told about a change of where money goes: what, by whom and when, and what to do about it. */
export function OwnerEmail({ words, shop, url }: OwnerEmailProps) {
  return (
    <Html lang="en">
      <Head />
      <Preview>{words.text}</Preview>
      <Tailwind>
        <Body className="bg-stone-100 font-sans text-stone-900">
          <Container className="mx-auto my-8 max-w-lg rounded-xl bg-white p-8">
            <Text className="m-0 text-sm font-semibold tracking-wide text-stone-500">{shop.name}</Text>
            <Heading className="mb-2 mt-4 text-2xl font-semibold">{words.title}</Heading>
            <Text className="mt-0 text-base leading-6">{words.text}</Text>
            <Section className="rounded-lg bg-stone-100 px-5 py-3">
              {words.facts.map(({ label, value, before }) => (
                <Text key={label} className="my-1 text-base">
                  <span className="text-sm text-stone-500">{label}: </span>
                  <strong>{value}</strong>
                  {before !== undefined && (
                    <span className="text-sm text-stone-500"> (before: {before})</span>
                  )}
                </Text>
              ))}
            </Section>
            <Section className="my-6">
              <Button
                href={url}
                className="rounded-lg bg-stone-900 px-5 py-3 text-base font-medium text-white"
              >
                Open the settings
              </Button>
            </Section>
            <Hr className="border-stone-200" />
            <Text className="mb-0 text-sm leading-6">{words.advice}</Text>
            <Text className="mt-4 text-xs leading-5 text-stone-500">
              Every owner of {shop.name} gets this email when somebody changes where money goes, or who has to
              approve it.
            </Text>
          </Container>
        </Body>
      </Tailwind>
    </Html>
  );
}
