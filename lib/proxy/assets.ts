/**
 * The folders of public/, each of two segments: the only local files that are served, and that Next makes pictures of. No page has
 * such an address, not even one of a shop called `demo`; proxy.test.ts sees to both.
 */
export const assetFolders = ['/demo/canting/', '/demo/itanna/'];
