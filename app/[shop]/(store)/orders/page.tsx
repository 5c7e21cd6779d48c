import type { Metadata } from 'next';
import { MyOrders } from '@/components/store/orders/my-orders';
import { listOrderKeys } from '@/lib/orders/keys';

export const instant = false;
export const metadata: Metadata = { title: 'Find my order', robots: { index: false } };

export default async function OrdersPage() {
  return <MyOrders numbers={await listOrderKeys()} />;
}
