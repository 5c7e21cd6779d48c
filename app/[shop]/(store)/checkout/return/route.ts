import { redirect } from 'next/navigation';
import { after, type NextRequest } from 'next/server';
import { logError } from '@/lib/log';
import { sendNotifications } from '@/lib/notifications/send';
import { settleForShopper } from '@/lib/payments/settle';
import { orderPath, ordersPath } from '@/lib/shops/paths';
import { paramText } from '@/lib/text';

/**
 * Where the gateway sends the payer. What the address says proves nothing, so the gateway itself is asked; whoever else
 * comes by learns no more than an order's number, which opens nothing.
 */
export async function GET(request: NextRequest) {
  const query = request.nextUrl.searchParams;
  const reference = paramText(query.get('reference') ?? query.get('trxref'));
  if (!reference) redirect(ordersPath);
  const { state, number } = await settleForShopper('paystack', reference);
  if (!number) redirect(ordersPath);
  if (state === 'paid') after(sendReceipt);
  const isOpen = state === 'processing' || state === 'unknown';
  redirect(orderPath(number, isOpen ? reference : undefined));
}

async function sendReceipt() {
  // cron sends what is left
  await sendNotifications(5).catch((error: unknown) => logError('mail_failed', error));
}
