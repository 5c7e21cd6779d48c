import { unstable_rethrow } from 'next/navigation';

/** Why a server action gave no result: the network or a proxy failed, or the server did, which has logged its error. */
export type CallFailure = 'unreachable' | 'failed';

/**
 * The result of a server action, or that of `other` if it gave none: a thrown error would replace the page, and with it everything that
 * was typed. Without a result, it is unknown whether the server ran the action.
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
