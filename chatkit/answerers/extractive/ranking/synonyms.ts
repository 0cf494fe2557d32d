import { type Stemmer } from '../stem';

/** Families of words that readers and documentation use for one another, in English. */
const families = [
  'argument parameter param arg option flag switch',
  'exception error raise throw fail failure reject crash problem',
  'return result yield produce output give get',
  'delete remove drop clear erase purge discard rid clean uninstall',
  'create make construct build generate',
  'change modify update alter mutate edit set adjust customize override',
  'start begin launch open initiate spawn boot',
  'stop end finish terminate cancel abort close exit kill quit halt',
  'fast speed performance quick slow efficient expensive cheap overhead cost',
  'secure security safe unsafe insecure danger dangerous attack vulnerable risk',
  'allow permit support accept able possible let',
  'disable off deactivate skip suppress without hide ignore',
  'enable on activate turn switch',
  'configure setting option set specify define choose',
  'maximum max most limit largest up cap',
  'minimum min least smallest lower',
  'size large big length byte capacity',
  'default initial normally usually automatic',
  'show display print see view list',
  'need require must necessary mandatory',
  'keep retain preserve persistent remain stay persist',
  'save store write persist record keep',
  'read load fetch receive obtain retrieve access',
  'send transfer pass post feed input',
  'wait block hang deadlock lock stall freeze',
  'different difference unlike whereas instead compare',
  'wrong invalid incorrect bad broken',
  'directory folder path location',
  'process command program executable application app',
  'user visitor client person',
  'time second duration timeout long expire expiration age',
  'old previous earlier stale expired legacy',
  'automatic automatically default',
  'same equal identical share',
  'copy clone duplicate',
  'run execute invoke call',
  'site page website',
  'recommend should better advise prefer good idea best',
  'string text',
  'computer machine host',
  'network remote',
  'avoid prevent protect against',
  'memory ram',
  'add new introduce since version',
  'free release deallocate drop',
  'function method routine',
  'several multiple many more',
  'reason because why purpose',
  'menu navigation nav',
  'throw away discard',
  'concurrent parallel simultaneous thread',
  'log logging logger trace',
  'watch reload monitor observe',
];

const known = new Map<Stemmer, ReadonlyMap<string, ReadonlySet<string>>>();

/** The stems that may stand for a stem. */
export function synonymsBy(stem: Stemmer): ReadonlyMap<string, ReadonlySet<string>> {
  const found = known.get(stem);
  if (found) return found;
  const made = new Map<string, Set<string>>();
  for (const family of families) {
    const stems = family.split(' ').map(stem);
    for (const each of stems) {
      const others = made.get(each) ?? new Set();
      for (const other of stems) if (other !== each) others.add(other);
      made.set(each, others);
    }
  }
  known.set(stem, made);
  return made;
}
