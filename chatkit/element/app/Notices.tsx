import { ChatKitServerError, ChatKitThreadGoneError } from '../../client/errors';
import type { ConversationState } from '../../client/state';
import type { ChatApp, ReportedError, UiState } from './chat-app';
import { errorSentence } from './error-sentence';
import { IconButton } from '../icons/icons';
import { ShortMarkdown } from '../markdown/ShortMarkdown';
import { Sentence } from '../shared/Sentence';
import { useSharedEnvironment } from '../thread/use-environment';

/** Sources of errors that a press may try again. */
const retriable: readonly ReportedError['source'][] = ['send', 'stream', 'load', 'history'];
/** A server that says `allow_retry: false` would only say the same again. */
const mayBeRetried = ({ source, error }: ReportedError): boolean =>
  retriable.includes(source) &&
  !(error instanceof ChatKitThreadGoneError) &&
  !(error instanceof ChatKitServerError && !error.allowRetry);

/** A thread that is gone, or longer than the model behind it takes, is left for a new one. */
const wantsNewThread = ({ error }: ReportedError): boolean =>
  error instanceof ChatKitThreadGoneError || (error instanceof ChatKitServerError && error.reason === 'too_long');

/** One row above the composer: an error the host left to us, else the server's oldest notice. */
export function Notices({
  app,
  ui,
  state,
  host,
  focusComposer,
}: {
  app: ChatApp;
  ui: UiState;
  state: ConversationState;
  host: string;
  /** The pressed button goes away with its row; the focus must not. */
  focusComposer: () => void;
}) {
  const shared = useSharedEnvironment(app, ui, state.thread?.allowed_image_domains);
  const { t, reported } = ui;
  const sentence = reported && errorSentence(reported, host, navigator.onLine);
  if (reported && sentence) {
    const values = 'key' in sentence ? sentence.values : [];
    return (
      <div className="notice" data-level="danger" role="alert">
        <p dir="auto">
          {'text' in sentence ? (
            sentence.text
          ) : (
            <Sentence
              t={t}
              name={sentence.key}
              values={values.map((value) => (
                <bdi key={value}>{value}</bdi>
              ))}
            />
          )}
        </p>
        {mayBeRetried(reported) ? (
          <button
            type="button"
            className="button"
            onClick={() => {
              app.tryAgain();
              focusComposer();
            }}
          >
            {t('tryAgain')}
          </button>
        ) : null}
        {wantsNewThread(reported) ? (
          <button
            type="button"
            className="button"
            onClick={() => {
              app.openThread(null).catch(() => undefined);
              focusComposer();
            }}
          >
            {t('goOnInNew')}
          </button>
        ) : null}
        <IconButton
          icon="close"
          label={t('dismiss')}
          onPress={() => {
            app.dismissError();
            focusComposer();
          }}
        />
      </div>
    );
  }
  const notice = state.notices[0];
  if (!notice) return null;
  return (
    <div className="notice" data-level={notice.level} role={notice.level === 'danger' ? 'alert' : 'status'}>
      <div className="notice-text">
        {notice.title === undefined ? null : <strong dir="auto">{notice.title}</strong>}
        <ShortMarkdown text={notice.message} environment={{ ...shared, sourceOf: () => undefined }} />
      </div>
      <IconButton
        icon="close"
        label={t('dismiss')}
        onPress={() => {
          app.conversation.dismissNotice(notice.id);
          focusComposer();
        }}
      />
    </div>
  );
}
