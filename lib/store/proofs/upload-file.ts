/** Why a file did not get there: the person stopped it, or the network did. */
export class UploadEnded extends Error {
  isStopped: boolean;
  constructor(isStopped: boolean) {
    super(isStopped ? 'upload stopped' : 'upload failed');
    this.isStopped = isStopped;
  }
}

/** A phone that leaves the network is not told so: after this long without a byte the upload is over. */
const SILENCE_MS = 45_000;

/**
 * Puts a file at an address that our server has signed. In a browser; by XMLHttpRequest, since fetch tells nothing of how far
 * it is. `onProgress` is told a share from 0 to 1. Throws `UploadEnded`.
 */
export function uploadFile(
  url: string,
  file: Blob,
  { onProgress, signal }: { onProgress: (share: number) => void; signal: AbortSignal },
): Promise<void> {
  const request = new XMLHttpRequest();
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let silence: ReturnType<typeof setTimeout> | undefined;
  const listen = () => {
    clearTimeout(silence);
    silence = setTimeout(() => request.abort(), SILENCE_MS);
  };
  const end = () => reject(new UploadEnded(signal.aborted));
  request.upload.onprogress = ({ loaded, total }) => {
    listen();
    if (total > 0) onProgress(loaded / total);
  };
  request.onload = () => (request.status < 300 ? resolve() : end());
  request.onerror = end;
  request.onabort = end;
  signal.addEventListener('abort', () => request.abort(), { once: true });
  request.open('PUT', url);
  // whatever its name and type say: our server judges by what is in it
  request.setRequestHeader('Content-Type', 'application/octet-stream');
  listen();
  request.send(file);
  return promise.finally(() => clearTimeout(silence));
}
