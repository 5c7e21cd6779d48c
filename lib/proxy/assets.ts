const folders = ['/demo/canting/', '/demo/itanna/'];
const kinds = ['png', 'svg', 'webp'];

/** The files of public/: the only local ones that are served, and that Next makes pictures of. */
export const assetPatterns = folders.flatMap((folder) => kinds.map((kind) => `${folder}*.${kind}`));

/** Whether an address is that of such a file. No page has one, not even of a shop called `demo`; proxy.test.ts sees to it. */
export const isAsset = (pathname: string): boolean =>
  folders.some(
    (folder) =>
      pathname.startsWith(folder) &&
      kinds.some((kind) => pathname.endsWith(`.${kind}`)) &&
      !pathname.slice(folder.length).includes('/'),
  );
