/*
 * The number of units in the cart, which static pages read from a cookie that holds nothing else.
 */

/** Notifies the badge that an action may have changed the cookie. Needed in browsers without `cookieStore` (such as Safari before 18.4). */
export const cartChanged = () => window.dispatchEvent(new Event('cart-changed'));

export function watchCartCount(onChange: () => void): () => void {
  const { cookieStore } = window as { cookieStore?: EventTarget };
  cookieStore?.addEventListener('change', onChange);
  window.addEventListener('cart-changed', onChange);
  window.addEventListener('pageshow', onChange);
  return () => {
    cookieStore?.removeEventListener('change', onChange);
    window.removeEventListener('cart-changed', onChange);
    window.removeEventListener('pageshow', onChange);
  };
}

export function readCartCount(): number {
  const count = /(?:^|; )cart_count=(\d{1,6})(?:;|$)/.exec(document.cookie);
  return Number(count?.[1] ?? 0);
}
