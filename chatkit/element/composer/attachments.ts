import { toError } from '../../client/errors';
import type { Uploader } from '../../client/uploads';
import type { ComposerStore } from './composer-store';
import { judgeFiles, type AttachmentOptions } from './attachment-rules';
import type { DraftAttachment } from './draft-attachment';

export interface Attachments {
  /** Takes the files that the options allow and uploads them. Resolves when each of them is there or has failed. */
  add(files: readonly File[]): Promise<void>;
  /** Takes a file out again: its upload ends, or the server forgets it. */
  remove(key: string): void;
  /** Uploads a file again that did not get through. */
  retry(key: string): Promise<void>;
}

export interface AttachmentsParts {
  composer: ComposerStore;
  uploader: Uploader;
  /** Read at every use; undefined or not enabled: no file is taken. */
  options: () => AttachmentOptions | undefined;
  /** Told why an upload failed; the reader is told by the file's row. */
  onError: (error: Error) => void;
  newId: () => string;
  /** Addresses for images that only this page has. */
  objectUrls: Pick<typeof URL, 'createObjectURL' | 'revokeObjectURL'>;
}

/** Files between the reader's hand and the message. Their state stands in the composer's store. */
export function createAttachments({
  composer,
  uploader,
  options,
  onError: onFailure,
  newId,
  objectUrls,
}: AttachmentsParts): Attachments {
  const files = new Map<string, { file: File; abort: AbortController; previewUrl?: string }>();
  const list = () => composer.getSnapshot().attachments;
  const change = (key: string, part: Partial<DraftAttachment>) =>
    composer.set({ attachments: list().map((entry) => (entry.key === key ? { ...entry, ...part } : entry)) });

  // What left the composer, by hand or with a message, needs no picture and no upload any more.
  composer.subscribe(() => {
    const kept = new Set(list().map(({ key }) => key));
    for (const [key, { abort, previewUrl }] of files) {
      if (kept.has(key)) continue;
      files.delete(key);
      abort.abort();
      if (previewUrl !== undefined) objectUrls.revokeObjectURL(previewUrl);
    }
  });

  const upload = async (key: string) => {
    const entry = files.get(key);
    if (!entry) return;
    const abort = (entry.abort = new AbortController());
    change(key, { error: undefined, progress: undefined });
    try {
      const ready = await uploader.upload(entry.file, abort.signal, (progress) => change(key, { progress }));
      change(key, { ready, progress: undefined });
    } catch (error) {
      if (abort.signal.aborted) return;
      change(key, { error: { code: 'not-sent' }, progress: undefined });
      onFailure(toError(error));
    }
  };

  return {
    async add(given) {
      const rules = options();
      if (!rules?.enabled || given.length === 0) return;
      const judged = judgeFiles(given, rules, list().length);
      const taken = judged.flatMap(({ file, error }): DraftAttachment[] => {
        if (error !== null) return [];
        const key = newId();
        const previewUrl = file.type.startsWith('image/') ? objectUrls.createObjectURL(file) : undefined;
        files.set(key, { file, abort: new AbortController(), previewUrl });
        return [{ key, name: file.name, mimeType: file.type, size: file.size, previewUrl }];
      });
      composer.set({
        attachments: [...list(), ...taken],
        refused: judged.flatMap(({ file, error }) => (error === null ? [] : [{ name: file.name, error }])),
      });
      await Promise.all(taken.map(({ key }) => upload(key)));
    },

    remove(key) {
      // Only what was uploaded here: an attachment that the host gave is the host's.
      const ready = files.has(key) ? list().find((entry) => entry.key === key)?.ready : undefined;
      composer.set({ attachments: list().filter((entry) => entry.key !== key), refused: [] });
      if (ready) void uploader.remove(ready.id);
    },

    retry: upload,
  };
}
