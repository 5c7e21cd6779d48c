/** Why a proof is rejected, in words that the customer reads: they say what to do next. */
export const rejectReasons = {
  not_there: {
    label: 'Not on the account',
    text: 'We could not find this transfer on our account. Please check with your bank, and show us a new proof.',
  },
  amount: {
    label: 'Another amount',
    text: 'The amount of this transfer is not the amount of your order.',
  },
  unreadable: {
    label: 'Cannot be read',
    text: 'The picture cannot be read. Please send one on which amount, date and reference can be seen.',
  },
  other_account: {
    label: 'Another account',
    text: 'This transfer went to another account than ours. Please check the account number.',
  },
  wrong_picture: {
    label: 'Wrong picture',
    text: 'The picture does not show a transfer for this order. Please send the right one.',
  },
} as const satisfies Record<string, { label: string; text: string }>;

export type RejectReason = keyof typeof rejectReasons;

/** What the customer reads: the reason that was chosen, what was written beside it, or both. Empty where there is neither. */
export const reasonText = (chosen: RejectReason | undefined, words: string): string =>
  [chosen && rejectReasons[chosen].text, words.trim()].filter(Boolean).join(' ');
