import type { ReactNode } from 'react';
import { t } from '../../utils/strings';
import { Button } from '../shared/Button';
import { Notice } from '../shared/Notice';

interface BrokenChatProps {
  text: string;
  onText: (text: string) => void;
  onRetry: () => void;
  /** The passage card. */
  children: ReactNode;
}

/** Stands where the chat was when it could not be drawn: card and words stay, and can be copied. */
export function BrokenChat({ text, onText, onRetry, children }: BrokenChatProps) {
  return (
    <div className="broken">
      <Notice kind="fault" action={<Button onClick={onRetry}>{t('noticeTryAgain')}</Button>}>
        {t('chatBroken')}
      </Notice>
      {children}
      <textarea
        className="field"
        aria-label={t('draftLabel')}
        rows={4}
        value={text}
        onChange={(event) => onText(event.currentTarget.value)}
      />
    </div>
  );
}
