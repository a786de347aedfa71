import type * as O from 'obsidian';

type Callback = (...data: never[]) => unknown;

export interface EventRef {
  readonly name: string;
  readonly callback: Callback;
  readonly events: Events;
}

/** What plugins threw where Obsidian would only write it to the console. Tests expect it to stay empty. */
export const uncaught: unknown[] = [];

export class Events implements Omit<O.Events, 'on' | 'offref' | 'tryTrigger'> {
  #listeners: EventRef[] = [];

  on(name: string, callback: Callback): EventRef {
    const ref = { name, callback, events: this };
    this.#listeners.push(ref);
    return ref;
  }

  off(name: string, callback: Callback): void {
    this.#listeners = this.#listeners.filter((one) => one.name !== name || one.callback !== callback);
  }

  offref(ref: EventRef): void {
    this.#listeners = this.#listeners.filter((one) => one !== ref);
  }

  trigger(name: string, ...data: unknown[]): void {
    for (const listener of this.#listeners.filter((one) => one.name === name))
      guarded(() => Reflect.apply(listener.callback, undefined, data));
  }

  get listenerCount(): number {
    return this.#listeners.length;
  }
}

/** Runs what belongs to a plugin. */
export function guarded(run: () => unknown): void {
  try {
    Promise.resolve(run()).catch((error: unknown) => uncaught.push(error));
  } catch (error) {
    uncaught.push(error);
  }
}

export class Component {
  #isLoaded = false;
  #undo: (() => unknown)[] = [];

  async load(): Promise<void> {
    this.#isLoaded = true;
    await this.onload();
  }

  onload(): unknown {
    return undefined;
  }

  onunload(): void {}

  unload(): void {
    if (!this.#isLoaded) return;
    this.#isLoaded = false;
    for (const undo of this.#undo.splice(0).reverse()) undo();
    this.onunload();
  }

  register(undo: () => unknown): void {
    this.#undo.push(undo);
  }

  registerEvent(ref: EventRef): void {
    this.register(() => ref.events.offref(ref));
  }

  registerDomEvent(target: EventTarget, type: string, run: (event: Event) => unknown): void {
    const listener = (event: Event) => guarded(() => run(event));
    target.addEventListener(type, listener);
    this.register(() => target.removeEventListener(type, listener));
  }

  registerInterval(id: number): number {
    this.register(() => clearInterval(id));
    return id;
  }
}
