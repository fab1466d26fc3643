import { useMemo } from 'react';
import { preferences, type PreferencesSnapshot, type PreferencesStore } from '../store/preferences/preferences.js';
import { useHttp, useStore } from './store.js';

const UNKNOWN: PreferencesSnapshot = { phase: 'loading', error: undefined, preferences: undefined };

/** What components may have preferences do; the functions stay the same ones. */
export type PreferencesActions = Pick<PreferencesStore, 'change' | 'reload'>;

/** What the client's user wants to be told; read when the first component looks. */
export function usePreferences(): PreferencesSnapshot & PreferencesActions {
  const http = useHttp();
  const { snapshot, withStore } = useStore('preferences', () => preferences({ http }), UNKNOWN);
  const actions = useMemo<PreferencesActions>(() => ({
    change: (change) => withStore((store) => store.change(change)),
    reload: () => void withStore((store) => store.reload()).catch(() => undefined),
  }), [withStore]);
  return { ...snapshot, ...actions };
}
