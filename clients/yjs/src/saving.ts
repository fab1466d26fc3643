/**
 * Which edits the server has stored. Edits are numbered; a question carries the number of the last one, and its answer, which comes when
 * all that was sent before is stored, repeats it. So nothing is counted twice over a lost connection, and nothing has to be.
 */
export class Saving {
  #edited = 0;
  #stored = 0;

  edit(): void {
    this.#edited += 1;
  }

  /** What is to be asked now: the number of the last edit. */
  get question(): number {
    return this.#edited;
  }

  /** Answers come in order; one to an older question says nothing of later edits. */
  answer(number: number): void {
    this.#stored = Math.max(this.#stored, Math.min(number, this.#edited));
  }

  get isSaved(): boolean {
    return this.#stored === this.#edited;
  }
}
