import type { ReactNode } from 'react';
import {
  passageDoubts,
  type TestLine,
  type TestRemark,
  type TestStep,
  testSteps,
} from '../../../utils/backend/test-connection';
import { type StringKey, t } from '../../../utils/shared/strings';
import { Icon } from '../../shared/Icon';
import { Sentence } from '../../shared/Sentence';
import { plainSentence } from '../../../utils/shared/plain-sentence';

interface TestListProps {
  name: string;
  lines: readonly TestLine[];
  /** Sentence and button of the line that failed. */
  error?: ReactNode;
  /** What ends the wait for a first word, while one is slow to come. */
  slow?: ReactNode;
  /** The switch of the passage's way, where the test found a reason to offer it. */
  way?: ReactNode;
}

const names: Record<TestStep, StringKey> = {
  allowed: 'testAllowed',
  reachable: 'testReachable',
  settings: 'testSettings',
  signedIn: 'testSignedIn',
  clock: 'testClock',
  firstWord: 'testFirstWord',
  passage: 'testPassage',
};
const states: Record<TestLine['state'], StringKey> = {
  waiting: 'testStateWaiting',
  running: 'testStateRunning',
  passed: 'testStatePassed',
  noted: 'testStateNoted',
  failed: 'testStateFailed',
};

/**
 * The live test (docs/interface.md 24): one line after the other; the failing one holds its sentence and its button.
 */
export function TestList({ name, lines, error, slow, way }: TestListProps) {
  const shown = lines.length > 0 ? lines : testSteps.map((step): TestLine => ({ step, state: 'waiting' }));
  return (
    <>
      <ol className="test" aria-label={plainSentence('testTitle', name)} aria-live="polite">
        {shown.map((line) => (
          <li key={line.step} className={`test-${line.state}`}>
            <span className="test-mark">{mark(line.state)}</span>
            <span className="test-text">
              {lineText(line)}
              <span className="visually-hidden"> · {t(states[line.state])}</span>
              {line.state === 'failed' && <span className="test-error">{error}</span>}
              {line.state === 'running' && line.remark?.kind === 'slow' && <span className="test-error">{slow}</span>}
              {way && isDoubt(line) && <span className="test-error">{way}</span>}
            </span>
          </li>
        ))}
      </ol>
      <p className="note">{t('testHint')}</p>
    </>
  );
}

function mark(state: TestLine['state']) {
  if (state === 'passed') return <Icon name="check" />;
  if (state === 'noted') return <Icon name="info" />;
  if (state === 'failed') return <Icon name="warning" />;
  return null;
}

/** A remark takes the place of the plain name; names of the kinds are keys of the catalogue. */
function lineText(line: TestLine): ReactNode {
  const remark = 'remark' in line ? line.remark : undefined;
  if (remark === undefined) return t(names[line.step]);
  return <Sentence id={remarks[remark.kind]} values={'minutes' in remark ? [String(remark.minutes)] : []} />;
}

const isDoubt = (line: TestLine) => line.state === 'noted' && passageDoubts.has(line.remark?.kind ?? '');

const remarks: Record<TestRemark['kind'], StringKey> = {
  byHand: 'testByHand',
  assumed: 'testAssumed',
  noSignIn: 'testNoSignIn',
  signInUnknown: 'testSignInUnknown',
  bySession: 'testBySession',
  noExpiry: 'testNoExpiry',
  lasts: 'testLasts',
  clockUnknown: 'testClockUnknown',
  clockDiffers: 'testClockDiffers',
  leftBehind: 'testLeftBehind',
  mayBeKept: 'testMayBeKept',
  otherSlash: 'testOtherSlash',
  noWorkflow: 'testNoWorkflow',
  viewOnly: 'testViewOnly',
  slow: 'testSlow',
  notAwaited: 'testNotAwaited',
  passageInMessage: 'testPassageInMessage',
  passageFound: 'testPassageFound',
  passageLost: 'testPassageLost',
  passageUnclear: 'testPassageUnclear',
  passageUntried: 'testPassageUntried',
};
