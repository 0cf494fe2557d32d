import type { ChatOptions } from '../options/validate';
import type { Translate } from '../strings';
import { Icon } from '../icons/icons';
import { LazyIcon } from '../icons/LazyIcon';

type Prompt = NonNullable<NonNullable<ChatOptions['startScreen']>['prompts']>[number];

/** The empty thread: greeting, what the host puts there, ready-made questions. A press on one sends it. */
export function StartScreen({
  t,
  startScreen,
  onPrompt,
  disabled,
}: {
  t: Translate;
  startScreen: ChatOptions['startScreen'];
  onPrompt: (prompt: Prompt['prompt']) => void;
  disabled: boolean;
}) {
  const greeting = startScreen?.greeting ?? t('greeting');
  const prompts = startScreen?.prompts ?? [];
  return (
    <div className="start">
      {greeting === '' ? null : (
        <h2 className="greeting" dir="auto">
          {greeting}
        </h2>
      )}
      <slot name="start" />
      {prompts.length === 0 ? null : (
        <ul className="starters" aria-label={t('starters')}>
          {prompts.map(({ label, prompt, icon }, index) => (
            <li key={index}>
              <button type="button" disabled={disabled} onClick={() => onPrompt(prompt)}>
                {icon === undefined ? null : <LazyIcon name={icon} />}
                <span dir="auto">{label}</span>
                <Icon name="arrowRight" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
