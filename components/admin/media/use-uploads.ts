'use client';

import { useEffect, useRef, useState } from 'react';
import type { MediaRow } from '@/lib/admin/media/media';
import { canRetry, sendPicture, type UploadProblem } from '@/lib/admin/media/send';
import { discardUpload } from '@/lib/admin/media/upload-actions';

type Stage =
  | { at: 'waiting' | 'reading' }
  | { at: 'sending'; share: number }
  | { at: 'done'; isNew: boolean }
  | { at: 'refused'; problem: UploadProblem };

/** `openId`: the id of its upload on the server, which may be unfinished. */
export type Upload = { id: number; file: File; stage: Stage; openId?: string };

/** More at a time would not be faster: they share one connection. */
const AT_ONCE = 3;

/** Uploads files to the library, a few at a time. `onAdded` gets each picture as soon as it is added. */
export function useUploads(onAdded: (media: MediaRow) => void) {
  const [uploads, setUploads] = useState<Upload[]>([]);
  const queue = useRef<Upload[]>([]);
  const running = useRef(new Map<number, AbortController>());
  const nextId = useRef(0);
  const latest = useRef(onAdded);
  useEffect(() => {
    latest.current = onAdded;
  }, [onAdded]);

  const setStage = (id: number, stage: Stage) =>
    setUploads((all) => all.map((upload) => (upload.id === id ? { ...upload, stage } : upload)));

  function startNext() {
    while (running.current.size < AT_ONCE) {
      const upload = queue.current.shift();
      if (!upload) return;
      void send(upload);
    }
  }

  async function send({ id, file }: Upload) {
    const controller = new AbortController();
    running.current.set(id, controller);
    const { signal } = controller;
    let openId: string | undefined;
    const onBegun = (begun: string) => {
      openId = begun;
      setUploads((all) => all.map((upload) => (upload.id === id ? { ...upload, openId } : upload)));
    };
    const onStage = (stage: Stage) => setStage(id, stage);
    const outcome = await sendPicture(file, { onBegun, onStage, signal });
    running.current.delete(id);
    if (!outcome.ok && outcome.problem.reason === 'stopped') giveUp(openId);
    if (outcome.ok) {
      setStage(id, { at: 'done', isNew: outcome.isNew });
      latest.current(outcome.media);
    } else setStage(id, { at: 'refused', problem: outcome.problem });
    startNext();
  }

  /** Adds files at the end of the list. Empties it first if all of its uploads have succeeded. */
  function add(files: File[]) {
    const isFinished = uploads.every(({ stage }) => stage.at === 'done');
    const added = files.map((file): Upload => ({ id: nextId.current++, file, stage: { at: 'waiting' } }));
    setUploads((all) => [...(isFinished ? [] : all), ...added]);
    queue.current.push(...added);
    startNext();
  }

  function retry(upload: Upload) {
    giveUp(upload.openId);
    setStage(upload.id, { at: 'waiting' });
    queue.current.push(upload);
    startNext();
  }

  function stop({ id }: Upload) {
    running.current.get(id)?.abort();
  }

  const dismiss = ({ id, stage, openId }: Upload) => {
    if (stage.at === 'refused' && canRetry(stage.problem)) giveUp(openId);
    queue.current = queue.current.filter((upload) => upload.id !== id);
    setUploads((all) => all.filter((upload) => upload.id !== id));
  };

  return { uploads, add, retry, stop, dismiss };
}

/**
 * Discards an upload. Not called when an upload fails, because the page may be closing: the upload is then listed as unfinished.
 */
function giveUp(upload_id: string | undefined) {
  // a failed fetch throws: the upload is then listed as unfinished
  if (upload_id) void discardUpload({ upload_id }).catch(() => null);
}
