import type { StepReporter } from './steps.ts';

const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

/** Prints each finished step on a line with its time; on a terminal also what is going on, with a moving sign. */
export class StepPrinter implements StepReporter {
  readonly #running = new Map<string, number>();
  readonly #onTerminal = process.stdout.isTTY;
  #timer: NodeJS.Timeout | undefined;
  #frame = 0;

  started(name: string): void {
    this.#running.set(name, Date.now());
    if (!this.#onTerminal) console.log(`… ${name}`);
    else this.#timer ??= setInterval(() => this.#draw(), 100);
  }

  done(name: string, milliseconds: number, note: string | undefined): void {
    this.#finish(name, `✔ ${name.padEnd(28)} ${seconds(milliseconds)}${note === undefined ? '' : `  ${note}`}`);
  }

  failed(name: string, milliseconds: number): void {
    this.#finish(name, `✖ ${name.padEnd(28)} ${seconds(milliseconds)}`);
  }

  /** Prints a line among the steps. */
  note(line: string): void {
    this.#clear();
    console.log(line);
  }

  /** No more moving signs. */
  end(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#clear();
  }

  #finish(name: string, line: string): void {
    this.#running.delete(name);
    this.note(line);
    if (this.#running.size === 0) this.end();
  }

  #draw(): void {
    const sign = frames[this.#frame++ % frames.length] ?? '';
    const what = [...this.#running].map(([name, since]) => `${name} ${Math.floor((Date.now() - since) / 1000)} s`);
    const line = `${sign} ${what.join(' · ')}`;
    process.stdout.write(`\r\u001b[2K${line.slice(0, process.stdout.columns - 1)}`);
  }

  #clear(): void {
    if (this.#onTerminal) process.stdout.write('\r\u001b[2K');
  }
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`.padStart(8);
}
