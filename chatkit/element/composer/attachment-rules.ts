import type { ChatOptions } from '../options/validate';

export type AttachmentOptions = NonNullable<NonNullable<ChatOptions['composer']>['attachments']>;

/** Why a file is not taken. Sizes are in bytes. */
export type AttachmentError =
  | { code: 'too-large'; limit: number }
  | { code: 'too-many'; limit: number }
  | { code: 'wrong-type' }
  | { code: 'empty' }
  | { code: 'not-sent' };

/** Defaults of the public interface. */
export const DEFAULT_MAX_SIZE = 100 * 1024 * 1024;
export const DEFAULT_MAX_COUNT = 10;

interface FileFacts {
  name: string;
  type: string;
  size: number;
}

const matchesType = (type: string, pattern: string): boolean =>
  pattern === type || (pattern.endsWith('/*') && type.startsWith(pattern.slice(0, -1)));

/** The limit for a file of this type: its own type's, then its family's (`image/*`), then the fallback's. */
export function maxSizeFor(type: string, maxSize: AttachmentOptions['maxSize']): number {
  if (maxSize === undefined) return DEFAULT_MAX_SIZE;
  if (typeof maxSize === 'number') return maxSize;
  const family = Object.keys(maxSize).find((pattern) => pattern.endsWith('/*') && matchesType(type, pattern));
  return (
    maxSize[type] ??
    (family === undefined ? undefined : maxSize[family]) ??
    maxSize['*'] ??
    maxSize[''] ??
    DEFAULT_MAX_SIZE
  );
}

/** As `showOpenFilePicker` reads it: a file is taken by its type or by its extension. Without rules every file is. */
export function isAccepted(
  { name, type }: Pick<FileFacts, 'name' | 'type'>,
  accept: AttachmentOptions['accept'],
): boolean {
  const rules = Object.entries(accept ?? {});
  if (rules.length === 0) return true;
  const lower = name.toLowerCase();
  return rules.some(
    ([pattern, extensions]) =>
      pattern === '*/*' ||
      matchesType(type.toLowerCase(), pattern.toLowerCase()) ||
      extensions.some((extension) => lower.endsWith(extension.toLowerCase())),
  );
}

/** The `accept` attribute of a file field that offers the same files. */
export const acceptAttribute = (accept: AttachmentOptions['accept']): string =>
  Object.entries(accept ?? {})
    .flatMap(([pattern, extensions]) => [pattern, ...extensions])
    .join(',');

/** Each file with why it is not taken; the first ones count where there are too many. */
export function judgeFiles<File extends FileFacts>(
  files: readonly File[],
  options: AttachmentOptions,
  already: number,
): { file: File; error: AttachmentError | null }[] {
  const most = options.maxCount ?? DEFAULT_MAX_COUNT;
  let taken = already;
  return files.map((file) => {
    const limit = maxSizeFor(file.type, options.maxSize);
    const error: AttachmentError | null = !isAccepted(file, options.accept)
      ? { code: 'wrong-type' }
      : file.size === 0
        ? { code: 'empty' }
        : file.size > limit
          ? { code: 'too-large', limit }
          : taken >= most
            ? { code: 'too-many', limit: most }
            : null;
    if (error === null) taken += 1;
    return { file, error };
  });
}

/** A size as a reader knows it: `1.5 MB`, in the language's own numbers. */
export function readableSize(bytes: number, locale: string): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
  const step = bytes < 1 ? 0 : Math.min(Math.floor(Math.log(bytes) / Math.log(1024)), units.length - 1);
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: units[step],
    unitDisplay: 'short',
    maximumFractionDigits: 1,
  }).format(bytes / 1024 ** step);
}
