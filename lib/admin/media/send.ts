import { MEDIA_LIMITS } from '@/lib/media/limits';
import { pictureFormats, recogniseFormat, SIGNATURE_LENGTH } from '@/lib/proofs/format';
import type { Refused } from '@/lib/result';
import { UploadEnded, uploadFile } from '@/lib/upload-file';
import type { MediaRow } from './media';
import { addMedia, startUpload } from './upload-actions';

/** Problems with a file or its upload that have their own texts. */
const reasons = [
  ...(['empty_file', 'file_too_large', 'not_a_picture', 'polyglot_file', 'unreadable_picture'] as const),
  ...([
    'picture_too_large',
    'too_many_files',
    'upload_not_found',
    'unreachable',
    'stopped',
    'failed',
  ] as const),
];
export type UploadReason = (typeof reasons)[number];

/** `other`: a refusal with the server's own message. */
export type UploadProblem = { reason: UploadReason } | { reason: 'other'; message: string };

export type SendOutcome =
  | { ok: true; media: MediaRow; isNew: boolean }
  | { ok: false; problem: UploadProblem };

type Watch = {
  /** the upload is open on the server until it is added, refused or discarded */
  onBegun: (upload_id: string) => void;
  onStage: (stage: { at: 'reading' } | { at: 'sending'; share: number }) => void;
  signal: AbortSignal;
};

/**
 * Failures after which the same file may be sent again. `other` is a missing permission or too many uploads in an hour.
 */
const PASSING = new Set(['unreachable', 'failed', 'stopped', 'upload_not_found', 'too_many_files', 'other']);

export const canRetry = ({ reason }: UploadProblem) => PASSING.has(reason);

const refused = (reason: UploadReason): SendOutcome => ({ ok: false, problem: { reason } });

function refusedBy({ reason, message }: Refused): SendOutcome {
  const known = reasons.find((each) => each === reason);
  return { ok: false, problem: known ? { reason: known } : { reason: 'other', message } };
}

/** Longer than our servers may take. A phone that has lost the network gets no answer and would wait forever. */
const ANSWER_MS = 90_000;

function answered<Answer>(call: Promise<Answer>): Promise<Answer> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new UploadEnded(false)), ANSWER_MS);
  return Promise.race([call, promise]).finally(() => clearTimeout(timer));
}

/** Sends one file from the browser to the library: opens an upload, sends the bytes to storage, and lets the server read them. */
export async function sendPicture(file: File, { onBegun, onStage, signal }: Watch): Promise<SendOutcome> {
  if (file.size === 0) return refused('empty_file');
  if (file.size > MEDIA_LIMITS.maxBytes) return refused('file_too_large');
  try {
    // Android may revoke access to gallery files later, so read the file now.
    const bytes = await file.arrayBuffer().catch(() => null);
    if (!bytes) return refused('upload_not_found');
    if (!recogniseFormat(new Uint8Array(bytes.slice(0, SIGNATURE_LENGTH)), pictureFormats))
      return refused('not_a_picture');
    const upload = await answered(startUpload({ file_name: file.name }));
    if (!upload.ok) return refusedBy(upload);
    const { upload_id } = upload.data;
    onBegun(upload_id);
    onStage({ at: 'sending', share: 0 });
    const onProgress = (share: number) => onStage({ at: 'sending', share });
    await uploadFile(upload.data.url, new Blob([bytes]), { onProgress, signal });
    onStage({ at: 'reading' });
    const added = await answered(addMedia({ upload_id }));
    if (!added.ok) return refusedBy(added);
    return { ok: true, media: added.data.media, isNew: added.data.is_new };
  } catch (error) {
    if (error instanceof UploadEnded) return refused(error.isStopped ? 'stopped' : 'unreachable');
    // thrown by a failed fetch
    if (error instanceof TypeError) return refused('unreachable');
    // The server has logged it. Rethrowing would replace the page and lose the other files.
    console.error(error);
    return refused('failed');
  }
}
