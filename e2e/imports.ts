import type { Page } from '@playwright/test';

export const importsPath = '/products/imports';

/** The state of an import, in the heading of its page. */
export const importState = (page: Page, name: string) =>
  page.getByRole('heading', { level: 2 }).getByText(name, { exact: true });

/** The number of products beside a label on the page of an import, such as “New products”. */
export const importCount = (page: Page, label: string) =>
  page
    .locator('dl > div')
    .filter({ visible: true, has: page.getByText(label, { exact: true }) })
    .getByRole('definition');
