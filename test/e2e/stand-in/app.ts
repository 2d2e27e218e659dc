import { EventEmitter, once } from 'node:events';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { dirname, join } from 'node:path';
import type { StandInWindow } from './browser-window.ts';
import type { Browser } from './chromium.ts';
import { preventable } from './strict.ts';

/** Electron's life, in the order its documents give. */
export class StandInApp extends EventEmitter {
  readonly #windows: Set<StandInWindow>;
  readonly #browser: Promise<Browser>;
  readonly #paths = new Map<string, string>();
  #unlock: () => void = () => undefined;
  #greeting: Promise<unknown> = Promise.resolve();
  #ready = false;
  #sandboxed = false;
  #ending = false;

  constructor(browser: Promise<Browser>, windows: Set<StandInWindow>) {
    super();
    this.#browser = browser;
    this.#windows = windows;
    process.on('SIGTERM', () => this.quit());
    process.on('SIGINT', () => this.quit());
  }

  isReady(): boolean {
    return this.#ready;
  }

  get isSandboxed(): boolean {
    return this.#sandboxed;
  }

  enableSandbox(): void {
    if (this.#ready) throw new Error('app.enableSandbox() can only be called before app is ready');
    this.#sandboxed = true;
  }

  async whenReady(): Promise<void> {
    await this.#browser;
    if (this.#ready) return;
    this.#ready = true;
    this.emit('ready');
  }

  getVersion(): string {
    const path = join(dirname(process.argv[1] ?? ''), '..', '..', 'package.json');
    return (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version;
  }

  getPreferredSystemLanguages(): string[] {
    return ['en-US'];
  }

  setPath(name: string, path: string): void {
    if (name !== 'userData' && name !== 'sessionData')
      throw new Error(`The stand-in electron sets no ${name}`);
    mkdirSync(path, { recursive: true });
    this.#paths.set(name, path);
  }

  getPath(name: string): string {
    const path = this.#paths.get(name) ?? process.env[`POSTKEY_STAND_IN_${name.toUpperCase()}`];
    if (!path) throw new Error(`The stand-in electron has no ${name} folder`);
    return path;
  }

  requestSingleInstanceLock(): boolean {
    const lock = join(this.getPath('userData'), 'stand-in.lock');
    const door = join(this.getPath('userData'), 'stand-in.door');
    try {
      writeFileSync(lock, '', { flag: 'wx' });
    } catch {
      this.#greeting = once(connect(door), 'close');
      return false;
    }
    const server = createServer((socket) => {
      socket.destroy();
      this.emit('second-instance', {}, [], '', undefined);
    });
    server.listen(door);
    this.#unlock = () => {
      server.close();
      rmSync(lock, { force: true });
    };
    return true;
  }

  /** Asks everyone, any of whom may refuse; then ends. */
  quit(): void {
    if (this.#ending) return;
    if (this.#refused('before-quit')) return;
    for (const window of [...this.#windows]) window.close();
    if (this.#windows.size > 0 || this.#refused('will-quit')) return;
    this.exit(0);
  }

  /** Ends without asking. */
  exit(code = 0): void {
    if (this.#ending) return;
    this.#ending = true;
    for (const window of [...this.#windows]) window.destroy();
    this.emit('quit', {}, code);
    this.#unlock();
    Promise.allSettled([this.#greeting, this.#browser.then((browser) => browser.close())]).finally(() =>
      process.exit(code),
    );
  }

  #refused(name: 'before-quit' | 'will-quit'): boolean {
    const event = preventable({});
    this.emit(name, event);
    return event.defaultPrevented;
  }
}
