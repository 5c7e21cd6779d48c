import { NotFound } from '@/components/store/not-found';
import { currentOrderShop } from '@/lib/shops/queries';

export default async function StoreNotFound() {
  const { is_open } = await currentOrderShop();
  return <NotFound isClosed={!is_open} />;
}
