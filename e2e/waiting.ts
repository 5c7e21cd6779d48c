import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { expect, setting, sql } from './fixtures';
import { type PlacedOrder, placeOrder, rpc } from './orders';

type ProofInput = {
  quantity?: number;
  /** The amount that the customer claims to have sent; defaults to the total. */
  amount_minor?: number;
  bank_reference?: string | null;
  /** The bits of the picture's perceptual hash; random by default. Null: a proof without a picture. */
  picture?: string | null;
};

/** Places an order by bank transfer and submits a proof, without a browser: the order waits for a verifier. */
export async function placeOrderWithProof(proof: ProofInput = {}): Promise<PlacedOrder> {
  const order = await placeOrder('bank_transfer', proof.quantity ?? 1);
  await submitProof(order, proof);
  return order;
}

/** Submits a proof as the customer; an order can have several. */
export async function submitProof(order: PlacedOrder, input: ProofInput = {}): Promise<void> {
  const { amount_minor = order.total_minor, bank_reference = `FT${randomUUID().slice(0, 8)}` } = input;
  const file_path =
    input.picture === null ? null : await storePicture(order, input.picture ?? randomPictureHash());
  await rpc('submit_payment_proof', {
    ...{ order_id: order.order_id, access_token: order.access_token },
    proof: { amount_minor, bank: 'First Bank', bank_reference, paid_on: '2026-01-05', file_path },
  });
}

/** 256 random bits. */
export const randomPictureHash = () =>
  Array.from({ length: 256 }, () => (Math.random() < 0.5 ? '0' : '1')).join('');

/** Stores a picture where our server stores checked ones. */
async function storePicture(order: PlacedOrder, picture_hash: string): Promise<string> {
  const [row] = await sql()<{ shop_id: string }[]>`select shop_id from orders where id = ${order.order_id}`;
  const path = `${row?.shop_id}/${order.order_id}/${randomUUID()}.webp`;
  const key = setting('SUPABASE_SECRET_KEY');
  const response = await fetch(`${setting('SUPABASE_URL')}/storage/v1/object/payment-proofs/${path}`, {
    method: 'POST',
    headers: { apikey: key, Authorization: `Bearer ${key}`, 'Content-Type': 'image/webp' },
    body: new Uint8Array(await drawReceipt(order)),
  });
  expect(response.ok, `storage: ${response.status} ${await response.text()}`).toBe(true);
  const sha256 = picture_hash.slice(0, 64);
  await rpc('record_proof_file', { order_id: order.order_id, path, sha256, picture_hash }, key);
  return path;
}

/** A receipt like a phone's screenshot: portrait format, with small print. */
function drawReceipt({ number, total_minor }: PlacedOrder): Promise<Buffer> {
  const line = (y: number, text: string, size = 36) =>
    `<text x="60" y="${y}" font-size="${size}">${text}</text>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="900" height="1600" font-family="sans-serif">
    <rect width="900" height="1600" fill="#f4f6f8"/><rect width="900" height="220" fill="#0b3d91"/>
    <g fill="#fff">${line(140, 'First Bank', 72)}</g>
    <g fill="#1c2733">${line(330, 'Transfer successful', 52)}${line(440, `NGN ${total_minor / 100}`, 84)}
    ${line(560, 'To: Itanna Cosmetics')}${line(620, 'Account: 0123456789')}${line(680, `Remark: ${number}`)}
    ${line(740, 'Date: 5 January 2026, 09:14')}${line(1540, 'Session 0000162601050914120000', 26)}</g></svg>`;
  return sharp(Buffer.from(svg)).webp({ quality: 80 }).toBuffer();
}
