import { Alarm } from '../clock.js';
import type { Settings } from '../options.js';

const SIGNS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'focus'];
const HIDDEN = 'visibilitychange';
const MIN_INTERVAL_MS = 5_000;   // the server looks at no more, and pages can be hidden and shown faster than frames may be sent

/**
 * Watches whether the person touches the application, docs/protocol.md §3.11, and tells when that changes: idle after `idleAfterMs` without a
 * sign of life, or at once when the page is hidden. It is told every 5 s at most, and the last change in any case. Returns what ends it.
 */
export function watchPerson({ page, clock, idleAfterMs }: Settings, tell: (idle: boolean) => void): () => void {
  if (page === undefined || !Number.isFinite(idleAfterMs)) {
    return () => undefined;
  }
  const { document } = globalThis as { document?: EventTarget & { visibilityState: string } };
  let idle = false;
  let told = false;
  let toldAt = -Infinity;
  let lastSign = clock.now();
  const settle = (): void => {
    const now = clock.now();
    if (idle !== told && now >= toldAt + MIN_INTERVAL_MS) {
      told = idle;
      toldAt = now;
      tell(idle);
    }
    alarm.set(Math.min(idle ? Infinity : lastSign + idleAfterMs, idle === told ? Infinity : toldAt + MIN_INTERVAL_MS));
  };
  const alarm = new Alarm(clock, () => {
    idle ||= clock.now() >= lastSign + idleAfterMs;
    settle();
  });
  const sign = (): void => {
    lastSign = clock.now();
    if (idle) {
      idle = false;
      settle();
    }
  };
  const shown = (): void => {
    if (document?.visibilityState === 'hidden') {
      idle = true;
      settle();
    } else {
      sign();
    }
  };
  settle();
  SIGNS.forEach((name) => page.addEventListener(name, sign, { passive: true }));
  document?.addEventListener(HIDDEN, shown);
  return () => {
    alarm.set(Infinity);
    SIGNS.forEach((name) => page.removeEventListener(name, sign));
    document?.removeEventListener(HIDDEN, shown);
  };
}
