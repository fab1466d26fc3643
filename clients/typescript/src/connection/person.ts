import { Alarm } from '../clock.js';
import type { Settings } from '../options.js';

const SIGNS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'focus'];
const HIDDEN = 'visibilitychange';

/**
 * Watches whether the person touches the application, docs/protocol.md §3.11, and tells when that changes: idle after `idleAfterMs` without a
 * sign of life, or at once when the page is hidden. Returns what ends it.
 */
export function watchPerson({ page, clock, idleAfterMs }: Settings, tell: (idle: boolean) => void): () => void {
  if (page === undefined || !Number.isFinite(idleAfterMs)) {
    return () => undefined;
  }
  const { document } = globalThis as { document?: EventTarget & { visibilityState: string } };
  let idle = false;
  let lastSign = clock.now();
  const become = (now: boolean): void => {
    if (idle !== now) {
      idle = now;
      tell(idle);
    }
  };
  const alarm = new Alarm(clock, () => {
    const dueAt = lastSign + idleAfterMs;
    if (clock.now() >= dueAt) {
      become(true);
    } else {
      alarm.set(dueAt);
    }
  });
  const sign = (): void => {
    lastSign = clock.now();
    if (idle) {
      alarm.set(lastSign + idleAfterMs);
    }
    become(false);
  };
  const shown = (): void => (document?.visibilityState === 'hidden' ? become(true) : sign());
  alarm.set(lastSign + idleAfterMs);
  SIGNS.forEach((name) => page.addEventListener(name, sign, { passive: true }));
  document?.addEventListener(HIDDEN, shown);
  return () => {
    alarm.set(Infinity);
    SIGNS.forEach((name) => page.removeEventListener(name, sign));
    document?.removeEventListener(HIDDEN, shown);
  };
}
