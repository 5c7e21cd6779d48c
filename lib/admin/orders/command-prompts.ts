import type { Messages } from '@/lib/messages/messages';

type Words = Messages['admin']['orderCommands'];

/** Prompts of the commands that need a reason; `reject` is `cancel` for an order that was never accepted. */
export type PromptName = keyof Words['prompts'];

type Prompt = {
  suggestions: (keyof Words['suggestions'])[];
  /** a suggestion nearly always fits, so each one gets a button */
  isUsual?: boolean;
  maxLength: number;
  /** hard or impossible to undo, so its button is red */
  isFinal?: boolean;
};

export const prompts: Record<PromptName, Prompt> = {
  hold: {
    suggestions: ['askedToWait', 'addressUnclear', 'unreachable', 'itemDamaged'],
    maxLength: 200,
  },
  cancel: {
    suggestions: ['askedToCancel', 'itemUnavailable', 'cannotDeliver', 'placedTwice'],
    maxLength: 500,
    isFinal: true,
  },
  reject: {
    suggestions: ['couldNotReachYou', 'cannotDeliver', 'outOfStock'],
    maxLength: 500,
    isFinal: true,
  },
  cancel_items: {
    suggestions: ['askedForFewer', 'itemUnavailable', 'itemDamaged'],
    maxLength: 500,
    isFinal: true,
  },
  fail_delivery: {
    suggestions: ['nobodyAtHome', 'addressNotFound', 'phoneOff', 'damagedOnTheWay'],
    isUsual: true,
    maxLength: 200,
  },
  refuse_delivery: {
    suggestions: ['changedMind', 'noCash', 'wrongItem', 'neverOrdered'],
    isUsual: true,
    maxLength: 200,
  },
  return_items: {
    suggestions: ['didNotFit', 'arrivedDamaged', 'wrongItem', 'undelivered'],
    maxLength: 500,
  },
  open_dispute: {
    suggestions: ['neverArrived', 'arrivedDamaged', 'wrongItem', 'chargedTwice'],
    maxLength: 500,
  },
  decline_refund: {
    suggestions: ['requestedTwice', 'amountWrong', 'notCovered'],
    maxLength: 300,
    isFinal: true,
  },
  reject_proof: {
    suggestions: ['notOnAccount', 'unreadable', 'amountDiffers'],
    maxLength: 300,
    isFinal: true,
  },
};
