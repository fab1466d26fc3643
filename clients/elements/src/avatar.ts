/** A hue of its own for each person, always the same one. */
export function avatarHue(user: string): number {
  let hash = 7;
  for (const character of user) {
    hash = (hash * 31 + character.codePointAt(0)!) % 360;
  }
  return hash;
}

/** Up to two letters that stand for a name. */
export function initials(name: string): string {
  return name
    .trim()
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => [...word][0] ?? '')
    .join('')
    .toUpperCase();
}
