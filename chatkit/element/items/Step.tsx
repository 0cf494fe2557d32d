import type { ReactNode } from 'react';
import type { Task } from '../../protocol/items';
import type { Translate } from '../strings';
import { Icon } from '../icons/icons';
import type { MarkdownEnvironment } from '../markdown/environment';
import { Markdown } from '../markdown/Markdown';
import { NamedIcon } from '../icons/NamedIcon';
import { SourceTitle, sourceNote } from '../thread/Sources';

/** What a task is called while it runs and after. */
export function taskTitle(task: Task, t: Translate): string {
  switch (task.type) {
    case 'web_search': {
      const query = task.title_query ?? task.queries[0];
      const isRunning = task.status_indicator === 'loading';
      if (task.title !== undefined) return task.title;
      if (query === undefined) return t(isRunning ? 'searching' : 'searched');
      return t(isRunning ? 'searchingFor' : 'searchedFor', query);
    }
    case 'thought':
      return task.title ?? t('thought');
    case 'file':
      return task.title ?? t('readFiles');
    case 'image':
      return task.title ?? t('generatedImage');
    case 'custom':
      return task.title ?? '';
  }
}

/** One task: whether it is under way or done, its title, and what it holds. */
export function Step({ task, environment }: { task: Task; environment: MarkdownEnvironment }) {
  const { t } = environment;
  const title = taskTitle(task, t);
  const status = task.status_indicator;
  return (
    <li className="step" data-status={status}>
      <span className="step-mark">
        {status === 'loading' ? (
          <span className="step-turn" role="progressbar" aria-label={t('working')} />
        ) : status === 'complete' ? (
          <>
            <Icon name="check" />
            <span className="hidden">{t('checkDone')}</span>
          </>
        ) : (
          <span className="step-dot" />
        )}
      </span>
      <div>
        {title === '' ? null : (
          <p className="step-title">
            {task.type === 'custom' && task.icon ? <NamedIcon name={task.icon} /> : null}
            {title}
          </p>
        )}
        {contentOf(task, environment)}
      </div>
    </li>
  );
}

function contentOf(task: Task, environment: MarkdownEnvironment): ReactNode {
  switch (task.type) {
    case 'custom':
    case 'thought':
      return task.content ? (
        <Markdown text={task.content} finished={task.status_indicator !== 'loading'} environment={environment} />
      ) : null;
    case 'web_search':
      return (
        <>
          {task.queries.length > 1 || (task.queries.length === 1 && task.title !== undefined) ? (
            <Words words={task.queries.map((query) => query)} />
          ) : null}
          <SourceWords sources={task.sources} environment={environment} />
        </>
      );
    case 'file':
      return <SourceWords sources={task.sources} environment={environment} />;
    case 'image':
      return null;
  }
}

const Words = ({ words }: { words: readonly ReactNode[] }) =>
  words.length === 0 ? null : (
    <ul className="step-words">
      {words.map((word, index) => (
        <li key={index}>{word}</li>
      ))}
    </ul>
  );

const SourceWords = ({
  sources,
  environment,
}: {
  sources: Extract<Task, { type: 'web_search' }>['sources'];
  environment: MarkdownEnvironment;
}) => (
  <Words
    words={sources.map((source) => {
      const note = sourceNote(source, environment.t.locale);
      return (
        <>
          <SourceTitle source={source} environment={environment} />
          {note === '' ? null : <span className="note">{note}</span>}
        </>
      );
    })}
  />
);
