/**
 * 2 px under the bar while the panel itself is busy; appears after 300 ms (docs/interface.md 18). For answers the chat
 * draws its own.
 */
export function ProgressLine({ busy }: { busy: boolean }) {
  return (
    <div className="progress" aria-hidden="true">
      {busy && <div className="progress-moving" />}
    </div>
  );
}
