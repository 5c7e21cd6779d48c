/** Focuses an element again after its list was reordered: an element that moves in the page loses the focus. */
export function keepFocus(element: HTMLElement) {
  requestAnimationFrame(() => element.focus());
}
