import { recogniseFormat, SIGNATURE_LENGTH } from '@/lib/proofs/format';
import { PROOF_LIMITS } from '@/lib/proofs/limits';
import { type Reason, refuse } from '@/lib/refusals';
import type { Refused, Result } from '@/lib/result';
import { startProof, submitProof } from './actions';
import { UploadEnded, uploadFile } from './upload-file';

/** `stopped`: by the person; `unreachable`, `failed`: the network or we did not do our part, and it can be sent once more. */
export type SendOutcome = Result | 'stopped' | 'unreachable' | 'failed';

type Watch = {
  onStage: (stage: { at: 'looking' } | { at: 'sending'; share: number }) => void;
  signal: AbortSignal;
};

/**
 * Why a file cannot be a proof, as far as its size and its first bytes say, whatever its name: known in the browser before
 * anything is sent. Null: nothing speaks against it; whether it opens is found out by our server.
 */
export async function fileProblem(file: File) {
  if (file.size === 0) return 'file_required';
  if (file.size > PROOF_LIMITS.maxBytes) return 'file_too_large';
  // one that cannot be read any more is told when it is sent
  const first = await file
    .slice(0, SIGNATURE_LENGTH)
    .arrayBuffer()
    .catch(() => null);
  return first && !recogniseFormat(new Uint8Array(first)) ? 'not_a_picture' : null;
}

/** Sends the form of a proof, in a browser: asks where its `file` may go, puts it there, and has it looked at. */
export async function sendProof(form: FormData, { onStage, signal }: Watch): Promise<SendOutcome> {
  const file = form.get('file');
  if (!(file instanceof File)) return refuseFile('file_required');
  const problem = await fileProblem(file);
  if (problem) return refuseFile(problem);
  form.delete('file');
  try {
    // Android takes files of its gallery away again: read now, or not at all.
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
    // what a failed fetch throws
    if (error instanceof TypeError) return 'unreachable';
    // Our server has logged it. Thrown, it would take the page away, with the file and all that was typed.
    console.error(error);
    return 'failed';
  }
}

function refuseFile(reason: Reason): Refused {
  const refusal = refuse(reason);
  return { ...refusal, fields: { file: refusal.message } };
}
