/** Focuses an element again after its list was reordered, because an element that is moved in the page loses the focus. */
export function keepFocus(element: HTMLElement) {
  requestAnimationFrame(() => element.focus());
}
