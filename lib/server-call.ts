import { unstable_rethrow } from 'next/navigation';

/** Why a server action gave no result: the network or a proxy failed, or the server did, which has logged its error. */
export type CallFailure = 'unreachable' | 'failed';

/**
 * The result of a server action, or another if it gave none: a thrown error would replace the page, and with it everything that was
 * typed. It is then unknown whether the server has done it.
 */
export async function resultOr<Outcome, Other>(
  call: Promise<Outcome>,
  other: (failure: CallFailure) => Other,
): Promise<Outcome | Other> {
  try {
    return await call;
  } catch (error) {
    // a redirect, for example, is for Next
    unstable_rethrow(error);
    // an error of the server has a digest
    return other(error instanceof Error && 'digest' in error ? 'failed' : 'unreachable');
  }
}
