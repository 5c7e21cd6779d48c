import type { ReactNode } from 'react';
import { Body, Button, Container, Head, Heading, Html, Preview, Section, Tailwind, Text } from 'react-email';

type EmailFrameProps = {
  shop: { name: string; locale: string };
  words: { title: string; text: string };
  /** details of an email to the owner, above the button */
  facts?: ReactNode;
  button: string;
  url: string;
  children: ReactNode;
};

/** The frame of every email: the shop's name, what happened, and a button to the page with the details. */
export function EmailFrame({ shop, words, facts, button, url, children }: EmailFrameProps) {
  return (
    <Html lang={shop.locale}>
      <Head />
      <Preview>{words.text}</Preview>
      <Tailwind>
        <Body className="bg-stone-100 font-sans text-stone-900">
          <Container className="mx-auto my-8 max-w-lg rounded-xl bg-white p-8">
            <Text className="m-0 text-sm font-semibold tracking-wide text-stone-500">{shop.name}</Text>
            <Heading className="mb-2 mt-4 text-2xl font-semibold">{words.title}</Heading>
            <Text className="mt-0 text-base leading-6">{words.text}</Text>
            {facts}
            <Section className="my-6">
              <Button
                href={url}
                className="rounded-lg bg-stone-900 px-5 py-3 text-base font-medium text-white"
              >
                {button}
              </Button>
            </Section>
            {children}
          </Container>
        </Body>
      </Tailwind>
    </Html>
  );
}
