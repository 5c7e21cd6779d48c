import { refuse } from '@/lib/refusals';
import type { Refused, Result } from '@/lib/result';
import { startProof, submitProof } from './actions';
import { PROOF_LIMITS } from './limits';
import { putFile, UploadEnded } from './put-file';

/** `stopped`: by the person; `unreachable`, `failed`: the network or we did not do our part, and it can be sent once more. */
export type SendOutcome = Result | 'stopped' | 'unreachable' | 'failed';

type Watch = {
  onStage: (stage: { at: 'looking' } | { at: 'sending'; share: number }) => void;
  signal: AbortSignal;
};

/** Sends the form of a proof, in a browser: asks where its `file` may go, puts it there, and has it looked at. */
export async function sendProof(form: FormData, { onStage, signal }: Watch): Promise<SendOutcome> {
  const file = form.get('file');
  if (!(file instanceof File) || file.size === 0) return refuseFile('file_required');
  if (file.size > PROOF_LIMITS.maxBytes) return refuseFile('file_too_large');
  form.delete('file');
  try {
    // Android takes files of its gallery away again: read now, or not at all.
    const bytes = await file.arrayBuffer().catch(() => null);
    if (!bytes) return refuseFile('upload_not_found');
    const place = await startProof(form);
    if (!place.ok) return place;
    onStage({ at: 'sending', share: 0 });
    await putFile(place.data.url, new Blob([bytes]), {
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

function refuseFile(reason: 'file_required' | 'file_too_large' | 'upload_not_found'): Refused {
  const refusal = refuse(reason);
  return { ...refusal, fields: { file: refusal.message } };
}
