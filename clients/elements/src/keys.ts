/** Which of `count` things in a row a key moves to from `index` (-1: none); undefined if the key does not move. */
export function movedBy(key: string, index: number, count: number): number | undefined {
  if (count === 0) {
    return undefined;
  }
  switch (key) {
    case 'ArrowDown':
    case 'PageDown':
      return Math.min(index + 1, count - 1);
    case 'ArrowUp':
    case 'PageUp':
      return Math.max(index - 1, 0);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
