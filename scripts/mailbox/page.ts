import { html, raw } from 'hono/html';
import type { Mail } from './mails.ts';

type Html = ReturnType<typeof html>;

export type View = {
  mails: Mail[];
  /** Lists only emails to this address. */
  to: string;
  open?: Mail | undefined;
  as: 'html' | 'text';
};

/** The list of emails with the open email beside it; on a narrow screen only one of the two. */
export function mailboxPage({ mails, to, open, as }: View): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${open ? `${open.subject} – Mailbox` : `Mailbox (${mails.length})`}</title>
<link rel="icon" href="data:image/svg+xml,${ICON}">
<link rel="stylesheet" href="/assets/style.css">
<script type="module" src="/assets/refresh.js"></script>
</head>
<body class="${open ? 'reading' : 'browsing'}">
<header>
  <h1><a href="/">Mailbox</a></h1>
  <p>Every mail that this shop sends ends here. None leaves your computer.</p>
  <form role="search">
    <input type="search" name="to" value="${to}" placeholder="Find a recipient" aria-label="Recipient" autocomplete="off">
  </form>
</header>
<nav id="mails" aria-label="Mails">
  ${mails.length === 0 ? emptyState(to) : html`<ol>${mails.map((mail) => row(mail, mail.id === open?.id, to))}</ol>`}
</nav>
<main>${open ? email(open, as, to) : html`<p class="empty wide">Choose a mail to read it.</p>`}</main>
</body>
</html>`;
}

function emptyState(to: string): Html {
  if (to) return html`<p class="empty">No mail to <strong>${to}</strong>.</p>`;
  return html`<p class="empty">No mail yet. Place an order, and its confirmation lands here within a minute.</p>`;
}

function row(mail: Mail, isOpen: boolean, to: string): Html {
  return html`<li>
  <a href="${link(mail, to)}" ${isOpen ? raw('aria-current="page"') : ''}>
    <span class="to">${mail.to.join(', ')}</span>
    ${time(mail)}
    <span class="subject">${mail.subject}</span>
  </a>
</li>`;
}

function email(mail: Mail, as: View['as'], to: string): Html {
  const shown = mail.html === undefined ? 'text' : as;
  return html`<article>
  <a class="back" href="/${to ? `?to=${encodeURIComponent(to)}` : ''}">All mails</a>
  <h2>${mail.subject}</h2>
  <dl>
    <div><dt>From</dt><dd>${mail.from}</dd></div>
    <div><dt>To</dt><dd>${mail.to.join(', ')}</dd></div>
    ${mail.cc ? html`<div><dt>Copy</dt><dd>${mail.cc.join(', ')}</dd></div>` : ''}
    ${mail.reply_to ? html`<div><dt>Reply to</dt><dd>${mail.reply_to.join(', ')}</dd></div>` : ''}
    <div><dt>Sent</dt><dd>${time(mail)}</dd></div>
  </dl>
  <p class="tabs" role="group" aria-label="Show the mail as">
    ${mail.html === undefined ? '' : tab('As designed', link(mail, to), shown === 'html')}
    ${mail.text === undefined ? '' : tab('Plain text', link(mail, to, 'text'), shown === 'text')}
  </p>
  ${
    shown === 'html'
      ? html`<iframe title="${mail.subject}" sandbox="allow-popups allow-popups-to-escape-sandbox" srcdoc="${BASE}${mail.html}"></iframe>`
      : html`<pre>${mail.text ?? 'This mail has no plain text.'}</pre>`
  }
</article>`;
}

/** Links in an email open in a new tab, because the sandboxed frame must not run anything. */
const BASE = '<base target="_blank">';

function tab(name: string, href: string, isCurrent: boolean): Html {
  return html`<a href="${href}" ${isCurrent ? raw('aria-current="true"') : ''}>${name}</a>`;
}

function link(mail: Mail, to: string, as?: 'text'): string {
  const query = new URLSearchParams({ ...(to && { to }), ...(as && { as }) }).toString();
  return `/mails/${mail.id}${query && `?${query}`}`;
}

/** In the computer's time zone: only this computer shows the page. */
function time(mail: Mail): Html {
  const text = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' }).format(
    new Date(mail.created_at),
  );
  return html`<time datetime="${mail.created_at}">${text}</time>`;
}

const ICON = encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="9" fill="#8a3b1f"/><path d="M7 11h18v11H7zm0 0 9 7 9-7" fill="none" stroke="#fff" stroke-width="2" stroke-linejoin="round"/></svg>',
);
