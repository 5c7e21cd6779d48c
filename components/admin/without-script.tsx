/** Above every page of the admin: nothing of it works without JavaScript. */
export function WithoutScript() {
  return (
    <noscript>
      <p className="bg-warn-soft px-4 py-3 text-center text-ink">
        The admin needs JavaScript. Turn it on in your browser, then reload this page.
      </p>
    </noscript>
  );
}
