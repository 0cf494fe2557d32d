import type { AttachmentError } from './attachment-rules';
import { readableSize } from './attachment-rules';
import type { DraftAttachment, RefusedFile } from './draft-attachment';
import type { Translate } from '../strings';
import { IconButton } from '../icons/icons';
import { NamedIcon } from '../icons/NamedIcon';

/** The files of the next message: on their way, there, or not taken, each with its way out. */
export function FileList({
  t,
  files,
  onRemove,
  onRetry,
}: {
  t: Translate;
  files: readonly DraftAttachment[];
  onRemove: (key: string) => void;
  onRetry: (key: string) => void;
}) {
  const last = files.findLast(({ ready }) => ready !== undefined);
  return (
    <>
      {files.length === 0 ? null : (
        <ul className="files" aria-label={t('filesAttached')}>
          {files.map(({ key, name, mimeType, size, previewUrl, progress, ready, error }) => (
            <li key={key} data-error={error?.code}>
              {previewUrl === undefined ? (
                <NamedIcon name={mimeType.startsWith('image/') ? 'square-image' : 'document'} />
              ) : (
                <img src={previewUrl} alt="" />
              )}
              <span className="file-name" dir="auto" title={name}>
                {name}
              </span>
              {error ? (
                <span className="error" role="alert">
                  {fileErrorSentence(t, { name, error })}
                </span>
              ) : size === undefined ? null : (
                <span className="note">{readableSize(size, t.locale)}</span>
              )}
              {error ? <IconButton icon="reload" label={t('fileRetry', name)} onPress={() => onRetry(key)} /> : null}
              <IconButton icon="close" label={t('fileRemove', name)} onPress={() => onRemove(key)} />
              {ready || error ? null : <progress aria-label={t('fileUploading', name)} value={progress} />}
            </li>
          ))}
        </ul>
      )}
      <span className="hidden" role="status">
        {last ? t('attached', last.name) : ''}
      </span>
    </>
  );
}

/** Files that were left out, and why, until the reader has seen it. */
export function RefusedFiles({
  t,
  refused,
  onDismiss,
}: {
  t: Translate;
  refused: readonly RefusedFile[];
  onDismiss: () => void;
}) {
  return (
    <div role="alert">
      {refused.map((file, index) => (
        <p className="refused" key={index}>
          <span dir="auto">{fileErrorSentence(t, file)}</span>
          {index === 0 ? <IconButton icon="close" label={t('dismiss')} onPress={onDismiss} /> : null}
        </p>
      ))}
    </div>
  );
}

const keys = {
  'too-large': 'fileTooLarge',
  'too-many': 'fileTooMany',
  'wrong-type': 'fileWrongType',
  empty: 'fileEmpty',
  'not-sent': 'fileNotSent',
} as const satisfies Record<AttachmentError['code'], string>;

export function fileErrorSentence(t: Translate, { name, error }: RefusedFile): string {
  const limit =
    error.code === 'too-large'
      ? readableSize(error.limit, t.locale)
      : error.code === 'too-many'
        ? new Intl.NumberFormat(t.locale).format(error.limit)
        : '';
  return t(keys[error.code], name, limit);
}
