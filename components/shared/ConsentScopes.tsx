import { type StringKey, t } from '../../utils/shared/strings';

/** What a consent covers, or would, a sentence each. */
export function ConsentScopes({ sentences }: { sentences: readonly StringKey[] }) {
  return (
    <ul>
      {sentences.map((sentence) => (
        <li key={sentence}>{t(sentence)}</li>
      ))}
    </ul>
  );
}
