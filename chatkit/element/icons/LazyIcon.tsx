import { useEffect } from 'react';
import { namedIcon } from './later';
import { useStore } from '../shared/use-store';

/** An icon that a host names, where the code for such icons may not be there yet. Its room is kept. */
export function LazyIcon({ name }: { name: string }) {
  const NamedIcon = useStore(namedIcon)?.NamedIcon;
  useEffect(() => {
    namedIcon.load().catch(() => undefined);
  }, []);
  return NamedIcon ? <NamedIcon name={name} /> : <svg className="icon" width="16" height="16" aria-hidden="true" />;
}
