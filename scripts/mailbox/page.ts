import { html, raw } from 'hono/html';
import type { Email } from './emails.ts';

type Html = ReturnType<typeof html>;

export type View = {
  emails: Email[];
  /** Lists only emails to this address. */
  to: string;
  open?: Email | undefined;
  as: 'html' | 'text';
};

/** The list of emails with the open email beside it; on a narrow screen only one of the two. */
export function mailboxPage({ emails, to, open, as }: View): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${open ? `${open.subject} – Mailbox` : `Mailbox (${emails.length})`}</title>
<link rel="icon" href="data:image/svg+xml,${ICON}">
<link rel="stylesheet" href="/assets/style.css">
<script type="module" src="/assets/refresh.js"></script>
</head>
<body class="${open ? 'reading' : 'browsing'}">
<header>
  <h1><a href="/">Mailbox</a></h1>
  <p>Emails that this shop sends are stored here. None leaves your computer.</p>
  <form role="search">
    <input type="search" name="to" value="${to}" placeholder="Find a recipient" aria-label="Recipient" autocomplete="off">
  </form>
</header>
<nav id="emails" aria-label="Emails">
  ${emails.length === 0 ? emptyState(to) : html`<ol>${emails.map((email) => row(email, email.id === open?.id, to))}</ol>`}
</nav>
<main>${open ? openEmail(open, as, to) : html`<p class="empty wide">Choose an email to read it.</p>`}</main>
</body>
</html>`;
}

function emptyState(to: string): Html {
  if (to) return html`<p class="empty">No emails to <strong>${to}</strong>.</p>`;
  return html`<p class="empty">No emails yet. Place an order: its confirmation arrives here within a minute.</p>`;
}

function row(email: Email, isOpen: boolean, to: string): Html {
  return html`<li>
  <a href="${link(email, to)}" ${isOpen ? raw('aria-current="page"') : ''}>
    <span class="to">${email.to.join(', ')}</span>
    ${time(email)}
    <span class="subject">${email.subject}</span>
  </a>
</li>`;
}

function openEmail(email: Email, as: View['as'], to: string): Html {
  const shown = email.html === undefined ? 'text' : as;
  return html`<article>
  <a class="back" href="/${to ? `?to=${encodeURIComponent(to)}` : ''}">All emails</a>
  <h2>${email.subject}</h2>
  <dl>
    <div><dt>From</dt><dd>${email.from}</dd></div>
    <div><dt>To</dt><dd>${email.to.join(', ')}</dd></div>
    ${email.cc ? html`<div><dt>Copy</dt><dd>${email.cc.join(', ')}</dd></div>` : ''}
    ${email.reply_to ? html`<div><dt>Reply to</dt><dd>${email.reply_to.join(', ')}</dd></div>` : ''}
    <div><dt>Sent</dt><dd>${time(email)}</dd></div>
  </dl>
  <p class="tabs" role="group" aria-label="Show the email as">
    ${email.html === undefined ? '' : tab('As designed', link(email, to), shown === 'html')}
    ${email.text === undefined ? '' : tab('Plain text', link(email, to, 'text'), shown === 'text')}
  </p>
  ${
    shown === 'html'
      ? html`<iframe title="${email.subject}" sandbox="allow-popups allow-popups-to-escape-sandbox" srcdoc="${BASE}${email.html}"></iframe>`
      : html`<pre>${email.text ?? 'This email has no plain text.'}</pre>`
  }
</article>`;
}

/** Links in an email open in a new tab: inside the sandboxed frame, the shop's scripts would not run. */
const BASE = '<base target="_blank">';

function tab(name: string, href: string, isCurrent: boolean): Html {
  return html`<a href="${href}" ${isCurrent ? raw('aria-current="true"') : ''}>${name}</a>`;
}

function link(email: Email, to: string, as?: 'text'): string {
  const query = new URLSearchParams({ ...(to && { to }), ...(as && { as }) }).toString();
  return `/read/${email.id}${query && `?${query}`}`;
}

/** In the computer's time zone: only this computer shows the page. */
function time(email: Email): Html {
  const text = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' }).format(
    new Date(email.created_at),
  );
  return html`<time datetime="${email.created_at}">${text}</time>`;
}

const ICON = encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="9" fill="#8a3b1f"/><path d="M7 11h18v11H7zm0 0 9 7 9-7" fill="none" stroke="#fff" stroke-width="2" stroke-linejoin="round"/></svg>',
);
