import { getTranslations } from 'next-intl/server';
import { Card } from '@/components/ui/card';
import { getOwnPhone } from '@/lib/admin/staff/profile-queries';
import { requireMembership } from '@/lib/admin/staff/queries';
import { PhoneForm } from './phone-form';

/** The signed-in staff member's profile. */
export async function ProfilePage({ shop }: { shop: string }) {
  const { name } = await requireMembership(shop);
  const [phone, t] = await Promise.all([getOwnPhone(), getTranslations('admin.shell.pages')]);
  return (
    <div className="wrap grid max-w-2xl gap-6 pt-4 pb-16 sm:pt-6">
      <div className="grid gap-1">
        <h1 className="font-display text-2xl sm:text-3xl">{t('profile')}</h1>
        <p className="text-muted text-sm">{name}</p>
      </div>
      <Card>
        <PhoneForm phone={phone} />
      </Card>
    </div>
  );
}
