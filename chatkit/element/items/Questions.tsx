import { useId, useRef, useState, type FormEvent } from 'react';
import type { StructuredInput, ThreadItem } from '../../protocol/items';
import { readAnswers, skipAll } from './answers';
import type { ElementStringKey, Translate } from '../strings';
import type { ItemActions } from './item-actions';

type Item = Extract<ThreadItem, { type: 'structured_input' }>;

/** Questions of the server: to be answered or skipped once, then what was answered. */
export function Questions({ item, actions, t }: { item: Item; actions: ItemActions; t: Translate }) {
  return item.status === 'pending' ? <Form item={item} actions={actions} t={t} /> : <Answers item={item} t={t} />;
}

function Form({ item, actions, t }: { item: Item; actions: ItemActions; t: Translate }) {
  const form = useRef<HTMLFormElement>(null);
  const [isSending, setSending] = useState(false);
  const [problem, setProblem] = useState<ElementStringKey | null>(null);
  const give = async (input: ReturnType<typeof readAnswers>) => {
    if (isSending) return;
    if (!input) {
      setProblem('answerNeeded');
      form.current?.querySelector<HTMLElement>('input, textarea')?.focus();
      return;
    }
    // The form goes away with the answer: its message keeps the focus.
    form.current?.closest<HTMLElement>('[data-message]')?.focus({ preventScroll: true });
    setSending(true);
    setProblem(await actions.answer(item.id, input));
    setSending(false);
  };
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    void give(readAnswers(item.inputs, new FormData(event.currentTarget)));
  };
  return (
    <form ref={form} className="questions" dir="auto" onSubmit={onSubmit} aria-busy={isSending}>
      {item.inputs.map((input) => (
        <Question key={input.id} input={input} t={t} />
      ))}
      {problem ? (
        <p className="questions-problem" role="alert">
          {t(problem)}
        </p>
      ) : null}
      <div className="questions-foot">
        <button type="submit" className="button primary" aria-disabled={isSending}>
          {t('answerSend')}
        </button>
        <button
          type="button"
          className="button"
          aria-disabled={isSending}
          onClick={() => void give(skipAll(item.inputs))}
        >
          {t('answerSkip')}
        </button>
      </div>
    </form>
  );
}

function Question({ input, t }: { input: StructuredInput; t: Translate }) {
  const id = useId();
  if (input.type === 'freeform') {
    return (
      <fieldset>
        <legend>{input.question}</legend>
        {input.description ? (
          <p className="note" id={`${id}-note`}>
            {input.description}
          </p>
        ) : null}
        <textarea
          name={input.id}
          rows={2}
          maxLength={10_000}
          dir="auto"
          aria-label={input.question}
          aria-describedby={input.description ? `${id}-note` : undefined}
        />
      </fieldset>
    );
  }
  return (
    <fieldset>
      <legend>{input.question}</legend>
      {input.multiple ? <p className="note">{t('chooseAny')}</p> : null}
      {input.options.map(({ value }, index) => (
        <label key={index} className="option">
          <input type={input.multiple ? 'checkbox' : 'radio'} name={input.id} value={value} />
          <span>{value}</span>
        </label>
      ))}
    </fieldset>
  );
}

const Answers = ({ item, t }: { item: Item; t: Translate }) => (
  <dl className="answers" dir="auto">
    {item.inputs.map(({ id, question, answer }) => {
      const isSkipped = item.status === 'skipped' || !answer || answer.skipped || answer.values.length === 0;
      return (
        <div key={id}>
          <dt>{question}</dt>
          <dd className={isSkipped ? 'note' : undefined}>
            {isSkipped ? t('answerSkipped') : new Intl.ListFormat(t.locale).format(answer.values)}
          </dd>
        </div>
      );
    })}
  </dl>
);
