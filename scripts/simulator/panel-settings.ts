import { html } from 'hono/html';
import type { Html } from './html.ts';
import { FAULTS, type Settings } from './settings.ts';

/** The forms for the settings. Each field is named by its setting's path. */
export function settingsForms(settings: Settings): Html {
  const { webhooks, answers, pace } = settings;
  return html`
${group(
  'Webhooks',
  html`
  ${text('webhooks.url', 'Sent to', webhooks.url)}
  ${choice('webhooks.timing', 'Sent', webhooks.timing, { before: 'before the payer returns', with: 'as the payer returns', after: '2 s after the payer returned' })}
  ${number('webhooks.delay_ms', 'Delayed by', webhooks.delay_ms, 'ms')}
  ${number('webhooks.jitter_ms', 'plus a random delay up to', webhooks.jitter_ms, 'ms')}
  ${chance('webhooks.drop', 'Lost', webhooks.drop)}
  ${chance('webhooks.duplicate', 'Sent twice', webhooks.duplicate)}
  ${chance('webhooks.corrupt', 'Wrong signature', webhooks.corrupt)}
  ${toggle('webhooks.reorder', 'Each arrives after the next one', webhooks.reorder)}
  ${toggle('webhooks.paused', 'Paused', webhooks.paused)}
  ${choice('webhooks.schedule', 'Retried', webhooks.schedule, { live: 'as live: 4 × 3 min, then hourly', test: 'as in test mode: hourly' })}
  ${number('webhooks.speed', 'Retries faster by', webhooks.speed, '×')}`,
)}
${group(
  'API',
  html`${Object.entries(settings.endpoints).map(
    ([name, fault]) => html`
  <fieldset class="fault"><legend>${name.replace('_', ': ')}</legend>
    ${choice(`endpoints.${name}.kind`, 'Answer', fault.kind, FAULTS)}
    <div class="counts">
      <label>next <input type="number" min="0" name="endpoints.${name}.next" value="${fault.next}"></label>
      <label>or <input type="number" min="0" max="100" name="endpoints.${name}.share" value="${fault.share}"> %</label>
    </div>
  </fieldset>`,
  )}`,
)}
${group(
  'Answers',
  html`
  ${toggle('answers.fee_pass_through', 'The payer bears the fee', answers.fee_pass_through)}
  ${toggle('answers.unknown_status', 'An unknown status', answers.unknown_status)}
  ${toggle('answers.unknown_event', 'An extra, unknown event', answers.unknown_event)}
  ${toggle('answers.extra_keys', 'Undocumented keys', answers.extra_keys)}
  ${toggle('answers.refund_event_id', 'Refund events contain an id', answers.refund_event_id)}
  ${toggle('answers.insufficient_balance', 'No balance for refunds', answers.insufficient_balance)}
  ${choice('answers.metadata', 'Metadata is returned', answers.metadata, { as_sent: 'as sent', text: 'as text', empty: 'empty', zero: 'as 0', null: 'as null' })}
  ${choice('answers.domain', 'Reports', answers.domain, { test: 'test mode', live: 'live mode' })}`,
)}
${group(
  'Pace',
  html`
  ${number('pace.transfer_ms', 'A late transfer takes', pace.transfer_ms, 'ms')}
  ${number('pace.prompt_ms', 'A prompt stays open for', pace.prompt_ms, 'ms')}
  ${number('pace.refund_ms', 'Each step of a refund takes', pace.refund_ms, 'ms')}
  ${number('pace.slow_ms', 'A slow answer takes', pace.slow_ms, 'ms')}`,
)}`;
}

function group(title: string, fields: Html): Html {
  return html`
<details class="group" id="settings-${title}" ${title === 'Webhooks' ? 'open' : ''}>
  <summary>${title}</summary>
  <form method="post" action="/panel/settings">${fields}<button class="button">Save</button></form>
</details>`;
}

function text(name: string, label: string, value: string): Html {
  return html`<label class="field stacked"><span>${label}</span><input name="${name}" value="${value}" placeholder="http://127.0.0.1:3000/api/webhooks/paystack"></label>`;
}

function number(name: string, label: string, value: number, unit: string): Html {
  return html`<label class="field"><span>${label}</span><span class="unit"><input type="number" min="0" name="${name}" value="${value}"> ${unit}</span></label>`;
}

function toggle(name: string, label: string, value: boolean): Html {
  return html`<label class="field"><span>${label}</span><input type="hidden" name="${name}" value="off"><input type="checkbox" name="${name}" value="on" ${value ? 'checked' : ''}></label>`;
}

function choice(name: string, label: string, value: string, choices: Readonly<Record<string, string>>): Html {
  const options = Object.entries(choices).map(
    ([key, words]) => html`<option value="${key}" ${key === value ? 'selected' : ''}>${words}</option>`,
  );
  return html`<label class="field stacked"><span>${label}</span><select name="${name}">${options}</select></label>`;
}

function chance(name: string, label: string, { next, share }: { next: number; share: number }): Html {
  return html`
<fieldset class="field"><legend>${label}</legend>
  <div class="counts">
    <label>next <input type="number" min="0" name="${name}.next" value="${next}"></label>
    <label>or <input type="number" min="0" max="100" name="${name}.share" value="${share}"> %</label>
  </div>
</fieldset>`;
}
