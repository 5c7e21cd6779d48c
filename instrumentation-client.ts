import { reloadWithForms } from '@/lib/stored-forms';

/**
 * After a deployment, an open page may call an action that no longer exists on the server, so nothing is saved. React would replace
 * the page and its forms with an error. Instead, this reloads the page, which then restores the values of its forms
 * (components/ui/renewed.tsx).
 */
const send = window.fetch;
window.fetch = async (...request) => {
  const answer = await send(...request);
  if (!answer.headers.has('x-nextjs-action-not-found')) return answer;
  reloadWithForms();
  return new Promise(() => {});
};
