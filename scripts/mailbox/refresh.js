// Shows new emails automatically; without JavaScript they appear on the next reload.
setInterval(async () => {
  if (document.hidden) return;
  const response = await fetch(location.href).catch(() => null);
  if (!response?.ok) return;
  const fresh = new DOMParser().parseFromString(await response.text(), 'text/html').querySelector('#emails');
  const shown = document.querySelector('#emails');
  if (!fresh || !shown || fresh.innerHTML === shown.innerHTML) return;
  const focused = document.activeElement?.getAttribute('href');
  shown.innerHTML = fresh.innerHTML;
  if (focused) shown.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus();
}, 2000);
