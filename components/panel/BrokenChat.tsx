import { Component, type ReactNode, useEffect } from 'react';
import { allSetAside, openIds } from '../../utils/panel/aside';
import { textChanged } from '../../utils/panel/draft-changes';
import { t } from '../../utils/shared/strings';
import { Button } from '../shared/Button';
import { Notice } from '../shared/Notice';
import type { PanelServices } from '../../utils/panel/services';
import { useReadable } from './use-readable';

interface BrokenChatProps {
  services: PanelServices;
  card: ReactNode;
  /** Draws again what threw. */
  onRetry: () => void;
}

/** Panels that were tried again. */
const triedAgain = new WeakSet<PanelServices>();

/**
 * Stands where the chat, or the whole panel, was when it could not be drawn: card and words stay, and can be copied. What
 * is open is noted for the next panel, and goes aside in this one where *Try again* did not help.
 */
export default function BrokenChat({ services, card, onRetry }: BrokenChatProps) {
  const { draft, opening } = services;
  const { text } = useReadable(draft);
  useEffect(() => opening.fail(openIds(draft.get())), [draft, opening]);
  const retry = () => {
    if (triedAgain.has(services)) draft.update(allSetAside);
    triedAgain.add(services);
    onRetry();
  };
  return (
    <div className="broken">
      <Notice kind="error" action={<Button onClick={retry}>{t('noticeTryAgain')}</Button>}>
        {t('chatBroken')}
      </Notice>
      <Card>{card}</Card>
      <textarea
        className="field"
        aria-label={t('draftLabel')}
        rows={4}
        value={text}
        onChange={({ currentTarget }) => draft.update((now) => textChanged(now, currentTarget.value), 'soon')}
      />
    </div>
  );
}

/** Left out where it is what throws. */
class Card extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true };
  }

  override render(): ReactNode {
    return this.state.broken ? null : this.props.children;
  }
}
