import type { ThreadItem } from '../../protocol/items';
import type { MarkdownEnvironment } from '../markdown/environment';
import { MessageImage } from '../markdown/MessageImage';

/** An image the server makes: how far it is, its stages while they come, and the image. */
export function GeneratedImage({
  item: { image, progress },
  isRunning,
  environment,
}: {
  item: Extract<ThreadItem, { type: 'generated_image' }>;
  isRunning: boolean;
  environment: MarkdownEnvironment;
}) {
  const { t } = environment;
  if (!image && !isRunning) return null;
  const share = progress === undefined || !Number.isFinite(progress) ? null : Math.max(0, Math.min(1, progress));
  return (
    <div className="made-image" aria-busy={isRunning}>
      {image ? <MessageImage href={image.url} alt={t('generatedImage')} environment={environment} inline /> : null}
      {isRunning ? (
        <>
          <p className="note">{t('makingImage')}</p>
          {share === null ? (
            <progress aria-label={t('makingImage')} />
          ) : (
            <progress aria-label={t('makingImage')} value={share} max={1} />
          )}
        </>
      ) : null}
    </div>
  );
}
