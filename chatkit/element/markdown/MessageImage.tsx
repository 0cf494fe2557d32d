import type { CSSProperties } from 'react';
import { embeddedImage, imageTarget } from './addresses';
import { Sentence } from '../shared/Sentence';
import type { MarkdownEnvironment } from './environment';

/**
 * The only place where an `<img>` of an answer is made. Loading one tells its host that the reader is there (and an
 * address can carry what the model read), so it waits for a press unless the host is allowed.
 */
export function MessageImage({
  href,
  alt,
  environment: { t, images },
  inline = false,
  style,
}: {
  href: string;
  alt: string;
  environment: MarkdownEnvironment;
  /** Takes an image that is in its address itself (widgets, images the server makes): no host learns of that. */
  inline?: boolean;
  style?: CSSProperties;
}) {
  const embedded = inline ? embeddedImage(href) : null;
  if (embedded !== null) return <img src={embedded} alt={alt} style={style} />;
  const target = imageTarget(href, images.apiOrigin);
  if (target === null) return alt;
  if (images.isAllowed(target.host)) {
    return (
      <img
        src={target.href}
        alt={alt || t('imageOf', target.host)}
        style={style}
        loading="lazy"
        referrerPolicy="no-referrer"
      />
    );
  }
  return (
    <button
      type="button"
      className="image-gate"
      onClick={({ currentTarget }) => {
        // The image takes the button's place: its message keeps the focus.
        currentTarget.closest<HTMLElement>('[data-message]')?.focus({ preventScroll: true });
        images.allow(target.host);
      }}
    >
      <span>
        <Sentence t={t} name="imageHidden" values={[<bdi key="host">{target.host}</bdi>]} />
      </span>
      {alt === '' ? null : <span className="note">{alt}</span>}
    </button>
  );
}
