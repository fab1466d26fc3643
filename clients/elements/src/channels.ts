const NAMES: Readonly<Record<string, string>> = { 'in-app': 'On screens', push: 'Push', email: 'E-mail' };

/** What people call a channel of notifications. */
export function channelName(channel: string): string {
  return NAMES[channel] ?? channel;
}
