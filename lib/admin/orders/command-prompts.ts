/** What is asked before a command that wants a reason. */
export type Prompt = {
  /** on the button that asks, where it differs from that of the command */
  button?: string;
  title: (number: string) => string;
  text: string;
  label?: string;
  hint: string;
  suggestions: string[];
  /** one of the suggestions nearly always fits, so that each gets a button */
  isUsual?: boolean;
  maxLength: number;
  confirm: string;
  back: string;
  /** what cannot be undone */
  isGrave?: boolean;
};

/** `reject` is the cancelling of an order that was never accepted. */
export const prompts = {
  hold: {
    title: (number) => `Put ${number} on hold?`,
    text: 'Nobody can pack or ship it until somebody releases it.',
    hint: 'Only staff can read it.',
    suggestions: [
      'Customer asked to wait',
      'Address is not clear',
      'Customer cannot be reached',
      'An item is damaged',
    ],
    maxLength: 200,
    confirm: 'Put on hold',
    back: 'Back',
  },
  cancel: {
    title: (number) => `Cancel ${number}?`,
    text: 'The goods go back on the shelf, and the customer gets a mail.',
    hint: 'The customer will read it.',
    suggestions: [
      'You asked us to cancel',
      'An item is no longer available',
      'We cannot deliver to your address',
      'The order was placed twice',
    ],
    maxLength: 500,
    confirm: 'Cancel the order',
    back: 'Keep the order',
    isGrave: true,
  },
  reject: {
    button: 'Reject order',
    title: (number) => `Reject ${number}?`,
    text: 'The order ends here, and the customer gets a mail.',
    hint: 'The customer will read it.',
    suggestions: [
      'We could not reach you',
      'We cannot deliver to your address',
      'The goods are not available',
    ],
    maxLength: 500,
    confirm: 'Reject the order',
    back: 'Keep the order',
    isGrave: true,
  },
  cancel_items: {
    title: (number) => `Take pieces off ${number}?`,
    text: 'They go back on the shelf, what was paid for them goes back to the customer, and the customer gets an email. Delivery is paid back only if nothing is left, which cancels the order.',
    hint: 'The customer will read it.',
    suggestions: ['You asked for fewer', 'An item is no longer available', 'An item is damaged'],
    maxLength: 500,
    confirm: 'Take them off',
    back: 'Back',
    isGrave: true,
  },
  fail_delivery: {
    title: (number) => `Why could ${number} not be delivered?`,
    text: 'The customer gets a mail, and the order waits under “Came back” until it is tried again or is back.',
    hint: 'Only staff can read it.',
    suggestions: ['Nobody at home', 'Address not found', 'Phone off', 'Damaged on the way'],
    isUsual: true,
    maxLength: 200,
    confirm: 'It could not be delivered',
    back: 'Back',
  },
  refuse_delivery: {
    title: (number) => `Was ${number} refused at the door?`,
    text: 'The shop remembers it when this customer orders in cash again. Nothing is back on the shelf yet.',
    hint: 'Only staff can read it.',
    suggestions: ['Changed their mind', 'Had no cash', 'Not what was ordered', 'Never ordered it'],
    isUsual: true,
    maxLength: 200,
    confirm: 'It was refused',
    back: 'Back',
  },
  return_items: {
    title: (number) => `What came back of ${number}?`,
    text: 'This is about goods only. Their money is refunded separately.',
    hint: 'Only staff can read it.',
    suggestions: ['Did not fit', 'Arrived damaged', 'Not what was ordered', 'Could not be delivered'],
    maxLength: 500,
    confirm: 'Save what came back',
    back: 'Back',
  },
  open_dispute: {
    title: (number) => `Open a dispute about ${number}?`,
    text: 'The order waits and no money goes back until it has ended.',
    label: 'What is not right?',
    hint: 'The customer can read it.',
    suggestions: ['Never arrived', 'Arrived damaged', 'Not what was ordered', 'Charged twice'],
    maxLength: 500,
    confirm: 'Open the dispute',
    back: 'Back',
  },
  decline_refund: {
    title: () => 'Decline this refund?',
    text: 'It is not sent, and the money stays with the order.',
    hint: 'Only staff can read it.',
    suggestions: ['Asked for twice', 'The amount is wrong', 'Not covered by our policy'],
    maxLength: 300,
    confirm: 'Decline the refund',
    back: 'Back',
    isGrave: true,
  },
  reject_proof: {
    title: (number) => `Reject the proof of ${number}?`,
    text: 'The customer gets a mail and can show another proof while the order can be paid.',
    hint: 'The customer will read it.',
    suggestions: [
      'The money is not on our account',
      'The picture cannot be read',
      'The amount is another one',
    ],
    maxLength: 300,
    confirm: 'Reject the proof',
    back: 'Back',
    isGrave: true,
  },
} satisfies Record<string, Prompt>;
