import { redirect } from 'next/navigation';
import { SignInForm } from '@/components/admin/sign-in-form';
import { getUser } from '@/lib/admin/auth';
import { safeRedirect } from '@/lib/admin/staff/safe-redirect';
import { readFlash } from '@/lib/flash';

/** One small answer, so that the form is there without scripts. */
export const instant = false;

export const metadata = { title: 'Sign in' };

export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  const query = await searchParams;
  const next = safeRedirect(query.next);
  if (await getUser()) redirect(next);
  const flash = await readFlash('sign_in');
  return (
    <main className="mx-auto grid min-h-dvh w-full max-w-sm content-center gap-8 px-4 py-12">
      <header className="grid gap-2 text-center">
        <h1 className="font-display text-3xl">Sign in</h1>
        <p className="text-muted">For the people who work in the shop.</p>
      </header>
      <SignInForm
        next={next}
        refused={flash?.refused ? { ...flash.refused, email: flash.values?.email ?? '' } : null}
      />
    </main>
  );
}
