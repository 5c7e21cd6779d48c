import { RefreshCw } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { localPath } from '@/lib/routes';
import { homePath } from '@/lib/shops/paths';
import { paramText } from '@/lib/text';

export const instant = false;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('store.layout');
  return { title: t('updatedTitle'), robots: { index: false } };
}

/** No-JS fallback: the redirect target of a form from an earlier build (lib/proxy/old-forms.ts). */
export default async function Page({ searchParams }: PageProps<'/[shop]/[locale]/updated'>) {
  const [{ back }, t] = await Promise.all([searchParams, getTranslations('store.layout')]);
  return (
    <EmptyState
      icon={RefreshCw}
      heading="h1"
      title={t('updatedTitle')}
      action={<ButtonLink href={localPath(paramText(back)) ?? homePath}>{t('backToPage')}</ButtonLink>}
    >
      <p>{t('updatedText')}</p>
    </EmptyState>
  );
}
