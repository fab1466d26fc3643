import type { HeliographError } from '../../errors.js';

/** When nothing disturbs, each day; over midnight when `to` is earlier than `from`. By the clock of the zone, as `22:00`. */
export interface QuietHours {
  readonly from: string;
  readonly to: string;
}

/** Whether a category's notifications come on a channel, by its name: `in-app`, `push`, … */
export type ChannelChoices = Readonly<Record<string, boolean>>;

/** Whether notifications come one by one, or summarised at each full hour or once a day, by the clock of the zone. */
export type DigestChoice = 'off' | 'hourly' | 'daily';

/** What a user has chosen about digests. */
export interface DigestPreferences {
  /** Of all categories without a choice of their own; left out: as each category says. */
  readonly every?: DigestChoice;
  /** When daily ones come, as `08:00`; left out: as the installation says. */
  readonly at?: string;
  readonly categories?: Readonly<Record<string, DigestChoice>>;
}

/** What holds for a category. */
export interface CategoryPreferences {
  /** `default` is that of all notifications of no other one. */
  readonly category: string;
  readonly title: string;
  /** Whether what is on cannot be switched off, unless the user switched it on. */
  readonly required: boolean;
  readonly digest?: DigestChoice;
  readonly channels: ChannelChoices;
}

/** What a user wants to be told, where and when. */
export interface Preferences {
  /** Of the quiet hours and digests, as `Europe/Berlin`. */
  readonly timeZone: string;
  readonly quietHours?: QuietHours | null;
  readonly digest?: DigestPreferences | null;
  /** What the user has chosen, by category. */
  readonly categories: Readonly<Record<string, ChannelChoices>>;
  /** What holds, with or without a choice. */
  readonly effective: readonly CategoryPreferences[];
}

/** What is to be otherwise; what is left out stays, also in `digest` and `categories`. `quietHours: null` ends them, `digest: null` all choices about digests. */
export type PreferencesChange = Partial<Omit<Preferences, 'effective'>>;

/** What is known of preferences. */
export interface PreferencesState {
  readonly phase: 'loading' | 'ready' | 'failed';
  readonly error: HeliographError | undefined;
  /** As the server has them. */
  readonly stored: Preferences | undefined;
  /** Without an answer yet, the oldest first; shown as if they were done. */
  readonly changes: readonly { readonly key: number; readonly change: PreferencesChange }[];
  /** The present request; what an older one comes to does not count. */
  readonly request: number | undefined;
}

/** What happens to preferences. */
export type PreferencesEvent =
  | { readonly kind: 'asked'; readonly request: number }
  | { readonly kind: 'loaded'; readonly request: number; readonly preferences: Preferences }
  | { readonly kind: 'failed'; readonly request: number; readonly error: HeliographError }
  | { readonly kind: 'changing'; readonly key: number; readonly change: PreferencesChange }
  | { readonly kind: 'changed'; readonly key: number; readonly preferences: Preferences }
  | { readonly kind: 'refused'; readonly key: number };

/** Before anything is known. */
export const NO_PREFERENCES: PreferencesState = { phase: 'loading', error: undefined, stored: undefined, changes: [], request: undefined };

/** Preferences after an event. A pure function. */
export function reducePreferences(state: PreferencesState, event: PreferencesEvent): PreferencesState {
  switch (event.kind) {
    case 'asked':
      return { ...state, request: event.request };
    case 'loaded':
      return event.request === state.request ? ready(state, event.preferences) : state;
    case 'failed':
      return event.request === state.request ? { ...state, phase: state.phase === 'ready' ? 'ready' : 'failed', error: event.error } : state;
    case 'changing':
      return { ...state, changes: [...state.changes, event] };
    case 'changed':
      return without(ready(state, event.preferences), event.key);
    case 'refused':
      return without(state, event.key);
  }
}

/** The preferences as they are to be shown: with the changes that have no answer yet. */
export function shownPreferences({ stored, changes }: PreferencesState): Preferences | undefined {
  return stored && changes.reduce((preferences, { change }) => withChange(preferences, change), stored);
}

/** All that a `PUT` must say to have one thing changed, also what is not known here. */
export function wantedChoices({ stored, changes }: PreferencesState, key: number): object {
  const { effective, ...choices } = withChange(stored!, changes.find((candidate) => candidate.key === key)!.change);
  return choices;
}

function withChange(preferences: Preferences, { categories = {}, digest, ...others }: PreferencesChange): Preferences {
  const chosen = Object.entries(categories).map(([category, channels]) => [category, { ...preferences.categories[category], ...channels }]);
  return {
    ...preferences,
    ...others,
    ...(digest === undefined ? {} : { digest: digest && withDigest(preferences.digest, digest) }),
    categories: { ...preferences.categories, ...Object.fromEntries(chosen) },
    effective: preferences.effective.map((entry) => ({
      ...entry, ...digestOf(entry.category, preferences.digest, digest), channels: { ...entry.channels, ...categories[entry.category] },
    })),
  };
}

function withDigest(before: DigestPreferences | null | undefined, { categories, ...others }: DigestPreferences): DigestPreferences {
  return { ...before, ...others, ...(categories === undefined ? {} : { categories: { ...before?.categories, ...categories } }) };
}

/** What a change has hold for a category, as far as that is known here: not what the category says. */
function digestOf(category: string, before: DigestPreferences | null | undefined, change: DigestPreferences | null | undefined): { readonly digest?: DigestChoice } {
  const digest = change?.categories?.[category] ?? (before?.categories?.[category] === undefined ? change?.every : undefined);
  return digest === undefined ? {} : { digest };
}

/** What a request that was made before comes to is older. */
function ready(state: PreferencesState, stored: Preferences): PreferencesState {
  return { ...state, phase: 'ready', error: undefined, stored, request: undefined };
}

const without = (state: PreferencesState, key: number): PreferencesState => ({ ...state, changes: state.changes.filter((other) => other.key !== key) });
