/**
 * Paystack's test cards (https://paystack.com/docs/payments/test-payments) and one more. Unlike at Paystack, the second is
 * declined.
 */

/** What the payer must enter after the card number, in this order. */
export type CardStep = 'pin' | 'phone' | 'otp' | 'bank';

export type TestCard = {
  number: string;
  /** Its outcome, for the list on the payment page. */
  does: string;
  brand: 'visa' | 'verve' | 'mastercard';
  cvv: string;
  steps?: readonly CardStep[];
  pin?: string;
  /** The gateway's decline message; a card without one pays. */
  refusal?: string;
  /** The bank never responds: the transaction stays pending. */
  silent?: boolean;
  /** The final status of its refunds; processed by default. */
  refund?: 'failed' | 'needs-attention';
};

export const OTP = '123456';

export const CARDS: readonly TestCard[] = [
  { number: '4084084084084081', does: 'Pays', brand: 'visa', cvv: '408' },
  { number: '5060666666666666666', does: 'Declined', brand: 'verve', cvv: '123', refusal: 'Declined' },
  {
    number: '4084080000670037',
    does: 'Insufficient funds',
    brand: 'visa',
    cvv: '787',
    refusal: 'Insufficient Funds',
  },
  {
    number: '507850785078507812',
    does: 'Pays with PIN 1111',
    brand: 'verve',
    cvv: '081',
    steps: ['pin'],
    pin: '1111',
  },
  {
    number: '507850785078507804',
    does: 'Pays with PIN 0000, phone and code 123456',
    brand: 'verve',
    cvv: '884',
    steps: ['pin', 'phone', 'otp'],
    pin: '0000',
  },
  {
    number: '5192602720584796',
    does: 'Pays once the bank agrees',
    brand: 'mastercard',
    cvv: '123',
    steps: ['bank'],
  },
  {
    number: '4084080000000409',
    does: 'Pays once the bank agrees',
    brand: 'visa',
    cvv: '000',
    steps: ['bank'],
  },
  {
    number: '507850785078507853',
    does: 'Fails after PIN 0000',
    brand: 'verve',
    cvv: '082',
    steps: ['pin'],
    pin: '0000',
    refusal: 'Token Not Generated. Customer Not Registered on Token Platform',
  },
  { number: '4084080000671803', does: 'Pays; refunds fail', brand: 'visa', cvv: '180', refund: 'failed' },
  {
    number: '4084080000671902',
    does: 'Pays; refunds need attention',
    brand: 'visa',
    cvv: '190',
    refund: 'needs-attention',
  },
  { number: '4084080000005408', does: 'Declined', brand: 'visa', cvv: '001', refusal: 'Declined' },
  // Not one of Paystack's, which has no card for a bank that never responds.
  { number: '4084080000009999', does: 'The bank never answers', brand: 'visa', cvv: '999', silent: true },
];

export function findCard(number: string): TestCard | undefined {
  const digits = number.replace(/\D/g, '');
  return CARDS.find((card) => card.number === digits);
}

/** 4084 0840 8408 4081 */
export function spaced(number: string): string {
  return number.replace(/(.{4})(?=.)/g, '$1 ');
}
