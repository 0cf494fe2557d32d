/** 2 px under the bar while something is under way; appears after 300 ms (UI.md 18). The chat says in words what it is. */
export function ProgressLine({ busy }: { busy: boolean }) {
  return (
    <div className="progress" aria-hidden="true">
      {busy && <div className="progress-moving" />}
    </div>
  );
}
