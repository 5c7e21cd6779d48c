import { RefreshCw } from 'lucide-react';
import type { Metadata } from 'next';
import { ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { localPath } from '@/lib/routes';
import { homePath } from '@/lib/shops/paths';
import { paramText } from '@/lib/text';

export const instant = false;
export const metadata: Metadata = { title: 'Press once more', robots: { index: false } };

/** Where a form without a script ends up that an earlier build had made (lib/proxy/old-forms.ts). */
export default async function Page({ searchParams }: PageProps<'/[shop]/[locale]/updated'>) {
  const back = paramText((await searchParams).back);
  return (
    <EmptyState
      icon={RefreshCw}
      heading="h1"
      title="We just updated the shop"
      action={<ButtonLink href={localPath(back) ?? homePath}>Back to the page</ButtonLink>}
    >
      <p>Nothing was sent. Go back to the page and press the button once more.</p>
    </EmptyState>
  );
}
