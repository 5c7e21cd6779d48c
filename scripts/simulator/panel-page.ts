import { html } from 'hono/html';
import { openDisputeOf } from './disputes.ts';
import { calm, FAULT_PRESETS, presetOf } from './fault-presets.ts';
import { type Html, icon, money, page } from './html.ts';
import { settingsForms } from './panel-settings.ts';
import type { Delivery, Transaction } from './records.ts';
import type { Simulator } from './simulator.ts';
import { isPaid } from './transaction.ts';

/** `message` is the result of the last form. */
export function panelPage(sim: Simulator, message: string | undefined): Html {
  const current = presetOf(sim.settings);
  return page({
    title: 'Paystack simulator',
    style: 'panel',
    body: html`
<header class="top">
  <div>
    <h1>Paystack simulator</h1>
    <p>No real money moves here. The shop uses this program in place of Paystack.</p>
  </div>
  <dl>
    <div><dt>API</dt><dd><code>${sim.publicUrl}</code></dd></div>
    <div><dt>Webhooks to</dt><dd><code>${sim.settings.webhooks.url || 'no URL yet'}</code></dd></div>
  </dl>
</header>
${message ? html`<p class="status" role="status">${icon('check')}${message}</p>` : ''}
<main>
  <section class="preset" aria-labelledby="preset">
    <h2 id="preset">Presets</h2>
    <form method="post" action="/panel/preset">${Object.entries(FAULT_PRESETS).map(
      ([key, { name, words }]) =>
        html`<button name="preset" value="${key}" aria-pressed="${String(key === current)}"><strong>${name}</strong><span>${words}</span></button>`,
    )}</form>
  </section>
  <div class="columns">
    <div id="live">${activity(sim)}</div>
    <section class="settings" aria-labelledby="settings">
      <h2 id="settings">Faults</h2>
      ${settingsForms(sim.settings)}
    </section>
  </div>
</main>
<script type="module" src="/assets/panel.js"></script>`,
  });
}

/** The part of the page that refreshes automatically. */
export function activity(sim: Simulator): Html {
  const transactions = sim.store.transactions.latest(12);
  const deliveries = sim.store.deliveries.latest(12);
  return html`
${changedSettings(sim)}
<section aria-labelledby="transactions">
  <h2 id="transactions">Transactions</h2>
  ${transactions.length === 0 ? html`<p class="empty">None yet. Place an order in the shop and choose to pay online.</p>` : ''}
  <ul class="rows">${transactions.map((transaction) => transactionRow(sim, transaction))}</ul>
</section>
<section aria-labelledby="webhooks">
  <h2 id="webhooks">Webhooks</h2>
  ${deliveries.length === 0 ? html`<p class="empty">None yet. The first is sent after the first payment.</p>` : ''}
  <ul class="rows">${deliveries.map((delivery) => deliveryRow(delivery))}</ul>
</section>`;
}

/** Lists all settings that differ from the defaults, so that a forgotten fault is easy to see. */
function changedSettings(sim: Simulator): Html | string {
  const defaults = new Map(leaves(calm(sim.settings)));
  const changes = leaves(sim.settings).filter(
    ([path, value]) => path !== 'webhooks.url' && defaults.get(path) !== value,
  );
  const shops = [...sim.shops.keys()];
  if (changes.length === 0 && shops.length === 0) return '';
  return html`<p class="abnormal">${icon('alert')}<span>Changed settings:</span>${changes.map(
    ([path, value]) => html`<code>${path} = ${String(value)}</code>`,
  )}${shops.map((shop) => html`<code>${shop} has its own settings</code>`)}</p>`;
}

function leaves(value: unknown, path = ''): [string, unknown][] {
  if (typeof value !== 'object' || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, path ? `${path}.${key}` : key));
}

const TONES: Record<string, 'good' | 'bad' | 'busy' | 'idle'> = {
  success: 'good',
  delivered: 'good',
  failed: 'bad',
  given_up: 'bad',
  dropped: 'bad',
  ongoing: 'busy',
  pending: 'busy',
  waiting: 'busy',
  sending: 'busy',
  'reversal-pending': 'busy',
};

function pill(state: string): Html {
  return html`<span class="pill ${TONES[state] ?? 'idle'}">${state.replace('_', ' ')}</span>`;
}

function transactionRow(sim: Simulator, transaction: Transaction): Html {
  const { id, reference, email, amount, currency, status, channel, access_code, created_at } = transaction;
  const act = (name: string, words: string) =>
    html`<form method="post" action="/panel/transactions/${id}/${name}"><button>${words}</button></form>`;
  return html`
<li>
  <div class="what"><strong>${money(amount, currency)}</strong>${pill(status)}<time datetime="${created_at}">${clock(created_at)}</time></div>
  <div class="who"><code>${reference}</code><span>${email}</span>${status === 'abandoned' ? '' : html`<span>${channel.replace('_', ' ')}</span>`}</div>
  ${errorOf(transaction)}
  <div class="acts">
    <a href="/checkout/${access_code}">Payment page</a>
    ${isPaid(transaction) ? html`${act('webhook', 'Resend webhook')}${act('refund', 'Refund')}` : act('arrive', 'Money arrives')}
    ${
      openDisputeOf(sim, transaction)
        ? html`${act('declined', 'Dispute: shop wins')}${act('merchant-accepted', 'Dispute: shop loses')}`
        : isPaid(transaction)
          ? act('dispute', 'Dispute')
          : ''
    }
  </div>
</li>`;
}

function errorOf({ errors, gateway_response, status }: Transaction): Html | string {
  return errors > 0 && status !== 'success' ? html`<p class="error">${gateway_response}</p>` : '';
}

function deliveryRow(delivery: Delivery): Html {
  const { id, event, reference, state, signature, attempts, body, created_at, due_at } = delivery;
  const last = attempts.at(-1);
  const dueText =
    state === 'waiting' && due_at !== null ? `due at ${clock(new Date(due_at).toISOString())}` : '';
  return html`
<li>
  <div class="what"><strong>${event}</strong>${pill(state)}<time datetime="${created_at}">${clock(created_at)}</time></div>
  <div class="who">
    ${reference === null ? '' : html`<code>${reference}</code>`}
    ${signature === 'bad' ? html`<span class="error">wrong signature</span>` : ''}
    ${last ? html`<span>${last.status ?? last.error} in ${last.ms} ms${attempts.length > 1 ? `, attempt ${attempts.length}` : ''}</span>` : ''}
    ${dueText ? html`<span>${dueText}</span>` : ''}
  </div>
  <div class="acts">
    <form method="post" action="/panel/deliveries/${id}/send"><button>Send again</button></form>
    <details id="body-${id}"><summary>Body</summary><pre tabindex="0">${JSON.stringify(JSON.parse(body), null, 2)}</pre></details>
  </div>
</li>`;
}

function clock(iso: string): string {
  return new Date(iso).toLocaleTimeString('en-GB');
}
