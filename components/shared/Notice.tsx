import type { ReactNode } from 'react';
import { t } from '../../utils/shared/strings';
import { IconButton } from './Button';

interface NoticeProps {
  /** `error` interrupts a screen reader (`role="alert"`); `status` waits its turn (docs/interface.md 21). */
  kind: 'error' | 'status';
  children: ReactNode;
  /** At most one button. */
  action?: ReactNode;
  /** Absent where something is blocked until the reader acts. */
  onDismiss?: (() => void) | undefined;
}

/** One bar: sentence, one button, ×. Never a dialog, never in place of what the reader wrote. */
export function Notice({ kind, children, action, onDismiss }: NoticeProps) {
  return (
    <div className={`notice notice-${kind}`} role={kind === 'error' ? 'alert' : 'status'}>
      <span className="notice-text">{children}</span>
      {action !== undefined && <span className="notice-actions">{action}</span>}
      {onDismiss && (
        <span className="notice-dismiss">
          <IconButton icon="close" label={t('dismiss')} onClick={onDismiss} />
        </span>
      )}
    </div>
  );
}
