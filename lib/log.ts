/**
 * One JSON line per event, for the platform's log. `fields` hold ids, reasons and counts; never secrets, tokens,
 * names, addresses or user input.
 */
export function logEvent(
  event: string,
  fields: Record<string, string | number | boolean | null | undefined> = {},
) {
  console.log(JSON.stringify({ level: 'info', event, ...fields }));
}

export function logError(
  event: string,
  error: unknown,
  fields: Record<string, string | number | null | undefined> = {},
) {
  const cause = error instanceof Error ? error : new Error(String(error));
  console.error(
    JSON.stringify({ level: 'error', event, ...fields, error: cause.message, stack: cause.stack }),
  );
}
