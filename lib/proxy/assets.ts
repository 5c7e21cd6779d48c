const folders = ['/demo/canting/', '/demo/itanna/'];
const kinds = ['png', 'svg', 'webp'];

/** The files of public/: the only local files that are served, and that Next optimizes as images. */
export const assetPatterns = folders.flatMap((folder) => kinds.map((kind) => `${folder}*.${kind}`));

/**
 * Whether a path is one of these files. No page has such a path, not even in a shop called `demo`; proxy.test.ts
 * checks it.
 */
export const isAsset = (pathname: string): boolean =>
  folders.some(
    (folder) =>
      pathname.startsWith(folder) &&
      kinds.some((kind) => pathname.endsWith(`.${kind}`)) &&
      !pathname.slice(folder.length).includes('/'),
  );
