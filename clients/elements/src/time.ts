const STEPS: readonly [limitSeconds: number, unit: Intl.RelativeTimeFormatUnit, seconds: number][] = [
  [3_600, 'minute', 60],
  [86_400, 'hour', 3_600],
  [Infinity, 'day', 86_400],
];
const NOW_SECONDS = 45;

/**
 * How long ago something was, for people: "now", "5 min. ago".
 *
 * @param time RFC 3339 text; what is none gives an empty text
 * @param now milliseconds since 1970
 * @param locale BCP 47; undefined for the browser's
 */
export function ago(time: string, now: number, locale?: string): string {
  const seconds = Math.round((now - Date.parse(time)) / 1_000);
  if (Number.isNaN(seconds)) {
    return '';
  }
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' });
  if (seconds < NOW_SECONDS) {
    return format.format(0, 'second');
  }
  const [, unit, unitSeconds] = STEPS.find(([limit]) => seconds < limit)!;
  return format.format(-Math.max(1, Math.round(seconds / unitSeconds)), unit);
}
