import { Mail } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { homePath } from '@/lib/shops/paths';

/** A guest's order opens only with an access token, as in our emails. Its number and email address are not enough: others may know them. */
export function PrivateLink({ title }: { title: string }) {
  const t = useTranslations('store.orders');
  return (
    <EmptyState
      icon={Mail}
      heading="h1"
      title={title}
      action={
        <ButtonLink href={homePath} variant="secondary">
          {t('privateLink.back')}
        </ButtonLink>
      }
    >
      <p>{t('privateLink.text')}</p>
      <p>{t('privateLink.noEmail')}</p>
    </EmptyState>
  );
}
