import { reloadWithForms } from '@/lib/stored-forms';

/**
 * A page that was opened before a deployment calls actions which the server does not have any more, and nothing of what it asks for
 * is done. React would put an error in the place of the page, form and all. Instead the page is loaded anew with what is typed in
 * it (components/ui/renewed.tsx), for every action there is.
 */
const send = window.fetch;
window.fetch = async (...request) => {
  const answer = await send(...request);
  if (!answer.headers.has('x-nextjs-action-not-found')) return answer;
  reloadWithForms();
  return new Promise(() => {});
};
