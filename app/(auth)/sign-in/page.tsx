import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { SignInForm } from '@/components/admin/sign-in-form';
import { getUser } from '@/lib/admin/auth';
import { safeRedirect } from '@/lib/admin/staff/safe-redirect';
import { readFlash } from '@/lib/flash';

/** Sent as one response, so that the form shows without JavaScript. */
export const instant = false;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('admin.signIn');
  return { title: t('title') };
}

export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  const query = await searchParams;
  const next = safeRedirect(query.next);
  if (await getUser()) redirect(next);
  const [flash, t] = await Promise.all([readFlash('sign_in'), getTranslations('admin.signIn')]);
  return (
    <main className="mx-auto grid min-h-dvh w-full max-w-sm content-center gap-8 px-4 py-12">
      <header className="grid gap-2 text-center">
        <h1 className="font-display text-3xl">{t('title')}</h1>
        <p className="text-muted">{t('intro')}</p>
      </header>
      <SignInForm
        next={next}
        refused={flash?.refused ? { ...flash.refused, email: flash.values?.email ?? '' } : null}
      />
    </main>
  );
}
