/*
 * Keeps the form values of a page over a reload, or when React resets a form. Browser only. Never keeps files or passwords, or a form
 * marked with `data-private`.
 */

/** Where a control is, and its value. */
type Stored = [place: string, value: string];

const KEY = 'stored-forms';

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** The page's controls with user input, each with its place: its form, and its position among controls of the same name. */
function* controls(): Generator<[place: string, control: Control]> {
  for (const [form, element] of [...document.forms].entries()) {
    if (element.dataset.private !== undefined) continue;
    const counts = new Map<string, number>();
    // not only those inside the form: the checkboxes of a list may be outside
    for (const control of element.elements) {
      if (!isControl(control) || !control.name) continue;
      if (['hidden', 'file', 'password', 'submit', 'button'].includes(control.type)) continue;
      // the rows of a list may have moved
      const name = isCheckable(control) ? `${control.name} ${control.value}` : control.name;
      const nth = counts.get(name) ?? 0;
      counts.set(name, nth + 1);
      yield [`${form} ${nth} ${name}`, control];
    }
  }
}

const isControl = (element: Element): element is Control => element.matches('input, textarea, select');

const isCheckable = (control: Control): control is HTMLInputElement =>
  control.type === 'checkbox' || control.type === 'radio';

/** The current values of the page's forms. */
export function readForms(): Stored[] {
  return [...controls()].map(([place, control]) => [
    place,
    isCheckable(control) ? String(control.checked) : control.value,
  ]);
}

/** Restores the values of `readForms` with the events of real input, so that React and the form library notice. */
export function writeForms(stored: readonly Stored[]) {
  const values = new Map(stored);
  for (const [place, control] of controls()) {
    const value = values.get(place);
    if (value === undefined) continue;
    if (isCheckable(control)) {
      // a click, because React listens for it; a radio button can only be selected
      if (control.checked !== (value === 'true') && (value === 'true' || control.type === 'checkbox'))
        control.click();
    } else if (control.value !== value) {
      const { set } = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(control), 'value') ?? {};
      set?.call(control, value);
      control.dispatchEvent(new Event('input', { bubbles: true }));
      control.dispatchEvent(new Event('change', { bubbles: true }));
    }
  }
}

/** Reloads the page after a deployment and keeps its form values for `takeStoredForms`. */
export function reloadWithForms() {
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ path: location.pathname, forms: readForms() }));
  } catch {
    // storage is unavailable: the values are lost
  }
  location.reload();
}

/** Returns the values that `reloadWithForms` kept for this page, once; null if it was not reloaded. */
export function takeStoredForms(): Stored[] | null {
  try {
    const { path, forms } = JSON.parse(sessionStorage.getItem(KEY) ?? '');
    sessionStorage.removeItem(KEY);
    return path === location.pathname && Array.isArray(forms) ? forms : null;
  } catch {
    return null;
  }
}
