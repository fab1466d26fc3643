// To be imported before Yjs: the ids that it draws for each document then come from a seed. They are the same at every run, and the system's
// random numbers took a seventh of the time of a comparison.
import { webcrypto } from 'node:crypto';
import { numbers } from './numbers.mjs';

const random = numbers(1);

Object.defineProperty(webcrypto, 'getRandomValues', {
  value: (array) => {
    array.forEach((_, i) => { array[i] = random(2 ** 32); });
    return array;
  },
});
