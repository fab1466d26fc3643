/** The address if a click may lead there: a path of this site or an https URL. Nothing that runs as a script. */
export function safeUrl(url: string | undefined): string | undefined {
  return url !== undefined && (/^\/(?![/\\])/.test(url) || /^https:\/\//i.test(url)) ? url : undefined;
}
