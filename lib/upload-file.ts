/** The upload ended early: the user stopped it, or the network or the storage failed. */
export class UploadEnded extends Error {
  isStopped: boolean;
  constructor(isStopped: boolean) {
    super(isStopped ? 'upload stopped' : 'upload failed');
    this.isStopped = isStopped;
  }
}

/** A page is not notified when the phone loses its network, so the upload fails after this long without progress. */
const STALL_MS = 45_000;

/**
 * Uploads a file to a signed URL from the browser. Uses XMLHttpRequest, because fetch does not report progress.
 * `onProgress` gets a share from 0 to 1. Throws `UploadEnded`.
 */
export function uploadFile(
  url: string,
  file: Blob,
  { onProgress, signal }: { onProgress: (share: number) => void; signal: AbortSignal },
): Promise<void> {
  const request = new XMLHttpRequest();
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let stallTimer: ReturnType<typeof setTimeout> | undefined;
  const restartTimer = () => {
    clearTimeout(stallTimer);
    stallTimer = setTimeout(() => request.abort(), STALL_MS);
  };
  const end = () => reject(new UploadEnded(signal.aborted));
  request.upload.onprogress = ({ loaded, total }) => {
    restartTimer();
    if (total > 0) onProgress(loaded / total);
  };
  request.onload = () => (request.status < 300 ? resolve() : end());
  request.onerror = end;
  request.onabort = end;
  signal.addEventListener('abort', () => request.abort(), { once: true });
  request.open('PUT', url);
  // regardless of its name and type: the server checks only the content
  request.setRequestHeader('Content-Type', 'application/octet-stream');
  restartTimer();
  request.send(file);
  return promise.finally(() => clearTimeout(stallTimer));
}
