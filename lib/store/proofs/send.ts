import type { Translator } from '@/lib/messages/messages';
import { proofFormats, recogniseFormat, SIGNATURE_LENGTH } from '@/lib/proofs/format';
import { type FileReason, PROOF_LIMITS } from '@/lib/proofs/limits';
import type { Refused, Result } from '@/lib/result';
import { UploadEnded, uploadFile } from '@/lib/upload-file';
import { startProof, submitProof } from './actions';

/** `stopped`: by the user; `unreachable`, `failed`: the network or the server failed, and sending again may work. */
export type SendOutcome = Result | 'stopped' | 'unreachable' | 'failed';

type Watch = {
  t: Translator<'refusals.reasons'>;
  onStage: (stage: { at: 'looking' } | { at: 'sending'; share: number }) => void;
  signal: AbortSignal;
};

/**
 * Why a file cannot be a proof, according to its size and first bytes, whatever its name. Runs in the browser before
 * the upload. Null if nothing is wrong so far; the server decides whether it can be opened.
 */
export async function fileProblem(file: File): Promise<FileReason | null> {
  if (file.size === 0) return 'file_required';
  if (file.size > PROOF_LIMITS.maxBytes) return 'file_too_large';
  // a file that is no longer readable is reported when it is sent
  const first = await file
    .slice(0, SIGNATURE_LENGTH)
    .arrayBuffer()
    .catch(() => null);
  return first && !recogniseFormat(new Uint8Array(first), proofFormats) ? 'not_a_picture' : null;
}

/** Sends a proof form from the browser: requests an upload URL, uploads `file`, and submits the form. */
export async function sendProof(form: FormData, { t, onStage, signal }: Watch): Promise<SendOutcome> {
  const file = form.get('file');
  const refuseFile = (reason: FileReason): Refused => {
    const message = t(reason);
    return { ok: false, reason, message, fields: { file: message } };
  };
  if (!(file instanceof File)) return refuseFile('file_required');
  const problem = await fileProblem(file);
  if (problem) return refuseFile(problem);
  form.delete('file');
  try {
    // Android may revoke access to gallery files later, so read the file now.
    const bytes = await file.arrayBuffer().catch(() => null);
    if (!bytes) return refuseFile('upload_not_found');
    const place = await startProof(form);
    if (!place.ok) return place;
    onStage({ at: 'sending', share: 0 });
    await uploadFile(place.data.url, new Blob([bytes]), {
      onProgress: (share) => onStage({ at: 'sending', share }),
      signal,
    });
    onStage({ at: 'looking' });
    form.set('upload', place.data.path);
    return await submitProof(form);
  } catch (error) {
    if (error instanceof UploadEnded) return error.isStopped ? 'stopped' : 'unreachable';
    // thrown by a failed fetch
    if (error instanceof TypeError) return 'unreachable';
    // The server has logged it. Rethrowing would replace the page and lose the file and the form's values.
    console.error(error);
    return 'failed';
  }
}
