/*
 * What is typed in the forms of a page, kept over the moment that would lose it: a reload, or a form that React empties. In a
 * browser only. Never files or passwords, and nothing of a form that is marked with `data-private`.
 */

type Stored = { form: number; name: string; nth: number; value: string };

const KEY = 'stored-forms';

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** The controls of a page that hold what a person typed or chose, each with its place among those of its form and name. */
function* controls(): Generator<{ place: Omit<Stored, 'value'>; control: Control }> {
  for (const [form, element] of [...document.forms].entries()) {
    if (element.dataset.private !== undefined) continue;
    const counts = new Map<string, number>();
    for (const control of element.querySelectorAll<Control>('input, textarea, select')) {
      const { name, type } = control;
      if (!name || ['hidden', 'file', 'password', 'submit', 'button'].includes(type)) continue;
      const nth = counts.get(name) ?? 0;
      counts.set(name, nth + 1);
      yield { place: { form, name, nth }, control };
    }
  }
}

const isTick = (control: Control): control is HTMLInputElement =>
  control.type === 'checkbox' || control.type === 'radio';

/** What the forms of the page hold now. */
export function readForms(): Stored[] {
  return [...controls()].map(({ place, control }) => ({
    ...place,
    value: isTick(control) ? String(control.checked) : control.value,
  }));
}

/** Puts back what `readForms` has read, as if it was typed again: React and the form library hear of it. */
export function writeForms(stored: readonly Stored[]) {
  const values = new Map(stored.map(({ form, name, nth, value }) => [`${form} ${nth} ${name}`, value]));
  for (const { place, control } of controls()) {
    const value = values.get(`${place.form} ${place.nth} ${place.name}`);
    if (value === undefined) continue;
    if (isTick(control)) {
      // a click, since that is what React listens for; a radio is only ever chosen
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

/** Loads the page anew, for which the server was renewed, with what is typed in it: `takeStoredForms` finds it there. */
export function reloadWithForms() {
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ path: location.pathname, forms: readForms() }));
  } catch {
    // a browser that keeps nothing: then it is typed again
  }
  location.reload();
}

/** What `reloadWithForms` kept of this page, once; null: it was not loaded anew. */
export function takeStoredForms(): Stored[] | null {
  try {
    const { path, forms } = JSON.parse(sessionStorage.getItem(KEY) ?? '');
    sessionStorage.removeItem(KEY);
    return path === location.pathname && Array.isArray(forms) ? forms : null;
  } catch {
    return null;
  }
}
