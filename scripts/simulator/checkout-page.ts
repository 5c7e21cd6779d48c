import { html } from 'hono/html';
import { CARDS, type CardStep, spaced, type TestCard } from './cards.ts';
import { type Html, icon, money, page } from './html.ts';
import type { Channel, Transaction } from './records.ts';
import { isPaid } from './transaction.ts';

const RIBBON = html`<header class="ribbon"><strong>Simulator</strong> – no real money</header>`;

/** The payment page in each of its steps: only forms and links, so that it works without JavaScript. */
export function checkoutPage(transaction: Transaction, method: Channel, shopUrl: string | null): Html {
  const amount = money(transaction.requested_amount, transaction.currency);
  const { step } = transaction;
  const waiting = step !== null && step.kind !== 'card' && !(step.kind === 'transfer' && !step.promised);
  return page({
    title: `Pay ${amount}`,
    style: 'checkout',
    ...(waiting && { head: autoContinue(transaction) }),
    body: html`
${RIBBON}
<main>
  <section class="bill">
    <p class="payee">${payeeOf(transaction)}</p>
    <h1>${amount}</h1>
    <dl>
      ${orderLines(transaction)}
      <div><dt>Paying as</dt><dd>${transaction.email}</dd></div>
    </dl>
    <p class="secured">${icon('lock')} Test mode. Nothing that you type here leaves this computer.</p>
  </section>
  <section class="pay">
    ${isPaid(transaction) ? paid(shopUrl) : currentStep(transaction, method, amount)}
    ${isPaid(transaction) ? '' : html`<a class="cancel" href="/checkout/${transaction.access_code}/cancel">Cancel payment</a>`}
  </section>
</main>`,
  });
}

/** With JavaScript, the page continues when the status changes; without, it reloads every two seconds. */
function autoContinue({ access_code, status }: Transaction): Html {
  const next = `/checkout/${access_code}?waiting=1`;
  return html`
<script type="module" src="/assets/waiting.js" data-next="${next}" data-status="${status}"></script>
<noscript><meta http-equiv="refresh" content="2;url=${next}"></noscript>`;
}

export function cancelledPage(): Html {
  return page({
    title: 'Payment cancelled',
    style: 'checkout',
    body: html`
${RIBBON}
<main class="alone"><section class="pay">
  <div class="moment">${icon('alert')}<h1>Payment cancelled</h1><p>Nothing was charged. You can close this page.</p></div>
</section></main>`,
  });
}

export function unknownPage(): Html {
  return page({
    title: 'Payment not found',
    style: 'checkout',
    body: html`
${RIBBON}
<main class="alone"><section class="pay">
  <div class="moment">${icon('alert')}<h1>Payment not found</h1><p>Go back to the shop and start again from there.</p></div>
</section></main>`,
  });
}

/** The simulator does not know the merchant's name, so it shows the shop's host. */
function payeeOf({ callback_url }: Transaction): string {
  return callback_url === null ? 'Demo merchant' : new URL(callback_url).host;
}

/** The shop's `metadata.custom_fields`. */
function orderLines({ metadata }: Transaction): Html[] {
  const fields: unknown = Object(metadata).custom_fields;
  if (!Array.isArray(fields)) return [];
  return fields.map((field) => {
    const { display_name, value } = Object(field);
    return html`<div><dt>${String(display_name)}</dt><dd>${String(value)}</dd></div>`;
  });
}

function paid(shopUrl: string | null): Html {
  return html`
<div class="moment good">${icon('check')}<h2>Payment successful</h2><p>You can go back to the shop now.</p></div>
${shopUrl === null ? '' : html`<a class="button" href="${shopUrl}">Back to the shop ${icon('arrow')}</a>`}`;
}

function currentStep(transaction: Transaction, method: Channel, amount: string): Html {
  const { step, access_code } = transaction;
  const action = (name: string) => `/checkout/${access_code}/${name}`;
  const restart = html`<form method="post" action="${action('restart')}"><button class="link">Pay another way</button></form>`;
  if (step?.kind === 'card') return html`${cardStep(transaction, step.wants, action('step'))}${restart}`;
  if (step?.kind === 'silent')
    return html`${waitingFor('Waiting for your bank', 'It has not answered yet.')}${restart}`;
  if (step?.kind === 'prompt') return html`${prompt(step, action('prompt/answer'))}${restart}`;
  if (step?.promised)
    return waitingFor(
      'Waiting for your transfer',
      'This page continues automatically when the money arrives.',
    );
  return html`
${methods(transaction, method)}
${errorMessage(transaction)}
${method === 'card' ? cardForm(action('card'), amount) : ''}
${method === 'bank_transfer' ? transferForm(transaction, action('transfer'), amount) : ''}
${method === 'mobile_money' ? phoneForm(action('prompt'), amount) : ''}`;
}

function waitingFor(title: string, text: string): Html {
  return html`<div class="moment" role="status"><span class="pulse">${icon('clock')}</span><h2>${title}</h2><p>${text}</p></div>`;
}

const METHODS = {
  card: ['card', 'Card'],
  bank_transfer: ['bank', 'Transfer'],
  mobile_money: ['phone', 'Mobile money'],
} as const;

function methods({ channels, access_code }: Transaction, chosen: Channel): Html {
  return html`<nav class="methods" aria-label="Ways to pay">${channels.map((channel) => {
    const [picture, name] = METHODS[channel];
    const current = channel === chosen ? html` aria-current="page"` : '';
    return html`<a href="/checkout/${access_code}?method=${channel}"${current}>${icon(picture)}<span>${name}</span></a>`;
  })}</nav>`;
}

/** The error in the payer's input or, without one, the result of the last attempt. */
function errorMessage({ problem, errors, gateway_response, step }: Transaction): Html | string {
  if (problem !== null)
    return html`<p class="trouble" role="alert">${icon('alert')}<span>${problem}</span></p>`;
  if (errors === 0 || step !== null) return '';
  return html`<p class="trouble" role="alert">${icon('alert')}<span><strong>${gateway_response}.</strong> You have not been charged. Try again, or pay another way.</span></p>`;
}

function cardForm(action: string, amount: string): Html {
  return html`
<form method="post" action="${action}" class="fields">
  <label class="wide">Card number
    <input name="number" inputmode="numeric" autocomplete="cc-number" placeholder="0000 0000 0000 0000" maxlength="24" required autofocus>
  </label>
  <label>Expiry date
    <input name="expiry" inputmode="numeric" autocomplete="cc-exp" placeholder="MM / YY" maxlength="7" required>
  </label>
  <label>CVV
    <input name="cvv" inputmode="numeric" autocomplete="cc-csc" placeholder="123" maxlength="4" required>
  </label>
  <button class="button wide">Pay ${amount}</button>
</form>
<section class="cards" aria-labelledby="test-cards">
  <h2 id="test-cards">Test cards: tap one to pay</h2>
  <ul>${CARDS.slice(0, FIRST_CARDS).map((card) => testCard(action, card))}</ul>
  <details><summary>More test cards</summary>
    <ul>${CARDS.slice(FIRST_CARDS).map((card) => testCard(action, card))}</ul>
  </details>
</section>`;
}

const FIRST_CARDS = 5;

function testCard(action: string, { number, cvv, does, refusal, silent }: TestCard): Html {
  return html`
<li><form method="post" action="${action}">
  <input type="hidden" name="number" value="${number}"><input type="hidden" name="expiry" value="12/30"><input type="hidden" name="cvv" value="${cvv}">
  <button><span class="number">${spaced(number)}</span><span class="${refusal || silent ? 'bad' : 'good'}">${does}</span></button>
</form></li>`;
}

const STEP_FORMS: Record<
  Exclude<CardStep, 'bank'>,
  { title: string; words: string; label: string; length: number }
> = {
  pin: {
    title: 'Enter your card PIN',
    words: 'The four digits that you use at a cash machine.',
    label: 'PIN',
    length: 4,
  },
  phone: {
    title: 'Your phone number',
    words: 'The number that your bank knows. We send it a code.',
    label: 'Phone number',
    length: 16,
  },
  otp: {
    title: 'Enter the code',
    words: 'We sent six digits to your phone. In the simulator they are 123456.',
    label: 'Code',
    length: 6,
  },
};

function cardStep(transaction: Transaction, wants: CardStep, action: string): Html {
  if (wants === 'bank') {
    return html`
<div class="moment">${icon('bank')}<h2>Confirm with your bank</h2><p>Are you paying ${payeeOf(transaction)}?</p></div>
<form method="post" action="${action}" class="choice">
  <button class="button" name="answer" value="approve">Yes, pay</button>
  <button class="button quiet" name="answer" value="decline">No, decline</button>
</form>`;
  }
  const { title, words, label, length } = STEP_FORMS[wants];
  return html`
<div class="moment">${icon('lock')}<h2>${title}</h2><p>${words}</p></div>
${errorMessage({ ...transaction, errors: 0 })}
<form method="post" action="${action}" class="fields">
  <label class="wide">${label}
    <input name="answer" class="code" inputmode="numeric" autocomplete="${wants === 'otp' ? 'one-time-code' : 'off'}" maxlength="${length}" required autofocus>
  </label>
  <button class="button wide">Continue</button>
</form>`;
}

function transferForm({ id }: Transaction, action: string, amount: string): Html {
  return html`
<p class="lead">Transfer exactly <strong>${amount}</strong> to this account:</p>
<dl class="account">
  <div><dt>Bank</dt><dd>Simulated Test Bank</dd></div>
  <div><dt>Account number</dt><dd class="number">${String(id).slice(-10)}</dd></div>
  <div><dt>Name</dt><dd>Checkout for this order</dd></div>
</dl>
<form method="post" action="${action}" class="choice">
  <button class="button" name="sent" value="now">I have sent the money</button>
  <button class="button quiet" name="sent" value="later">I sent it, but it takes a while</button>
  <button class="button quiet" name="sent" value="wrong_amount">I sent a wrong amount</button>
</form>`;
}

function phoneForm(action: string, amount: string): Html {
  return html`
<form method="post" action="${action}" class="fields">
  <label class="wide">Mobile money number
    <input name="phone" type="tel" autocomplete="tel" placeholder="055 123 4567" maxlength="20" required autofocus>
  </label>
  <button class="button wide">Pay ${amount}</button>
</form>
<p class="hint">0551234987 and +254710000000 approve at once; any other number gets a prompt.</p>`;
}

function prompt(step: { phone: string; ignored: boolean }, action: string): Html {
  return html`
${waitingFor('Approve it on your phone', `We sent a prompt to ${step.phone}.`)}
<form method="post" action="${action}" class="handset" aria-label="The phone of ${step.phone}">
  <p>${step.ignored ? 'You ignored the prompt. It is still open.' : 'Do you approve this payment?'}</p>
  <button class="button" name="answer" value="approve">Approve</button>
  <button class="button quiet" name="answer" value="ignore">Ignore</button>
  <button class="button quiet" name="answer" value="decline">Decline</button>
</form>`;
}
