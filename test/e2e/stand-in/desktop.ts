import { EventEmitter } from 'node:events';

interface MenuTemplateItem {
  readonly label?: string;
  readonly role?: string;
  readonly type?: string;
  readonly enabled?: boolean;
  readonly submenu?: readonly MenuTemplateItem[];
  readonly click?: () => void;
}

/** What the app put on the desktop, for a test to look at. */
export interface Recorded {
  readonly trays: StandInTray[];
  applicationMenu: StandInMenu | null;
  readonly opened: string[];
  readonly notifications: { readonly title: string; readonly body: string }[];
  readonly errors: { readonly title: string; readonly content: string }[];
  /** Answers of the person before the save dialog, in order; without one the dialog is unexpected. */
  readonly saveAnswers: { readonly canceled: boolean; readonly filePath: string }[];
  readonly saveDialogs: { readonly defaultPath: string }[];
}

export class StandInMenu {
  readonly items: readonly MenuTemplateItem[];

  constructor(items: readonly MenuTemplateItem[]) {
    this.items = items;
  }
}

export class StandInImage {
  readonly dataUrls: string[];
  isTemplate = false;

  constructor(dataUrl: string) {
    if (!dataUrl.startsWith('data:image/png;base64,iVBORw0KGgo')) throw new Error('Not a PNG in a data URL');
    this.dataUrls = [dataUrl];
  }

  addRepresentation({ dataURL }: { readonly dataURL: string }): void {
    this.dataUrls.push(new StandInImage(dataURL).dataUrls[0] ?? '');
  }

  setTemplateImage(isTemplate: boolean): void {
    this.isTemplate = isTemplate;
  }
}

export class StandInTray extends EventEmitter {
  image: StandInImage;
  toolTip = '';
  menu: StandInMenu | null = null;
  destroyed = false;

  constructor(image: StandInImage) {
    super();
    this.image = image;
  }

  setImage(image: StandInImage): void {
    this.#mustLive();
    this.image = image;
  }

  setToolTip(toolTip: string): void {
    this.#mustLive();
    this.toolTip = toolTip;
  }

  setContextMenu(menu: StandInMenu): void {
    this.#mustLive();
    this.menu = menu;
  }

  destroy(): void {
    this.destroyed = true;
  }

  #mustLive(): void {
    if (this.destroyed) throw new Error('Tray is destroyed');
  }
}

/** Everything around the window that Chromium does not give: recorded instead of shown. */
export function createDesktop() {
  const recorded: Recorded = {
    trays: [],
    applicationMenu: null,
    opened: [],
    notifications: [],
    errors: [],
    saveAnswers: [],
    saveDialogs: [],
  };

  class Tray extends StandInTray {
    constructor(image: StandInImage) {
      super(image);
      recorded.trays.push(this);
    }
  }

  class Notification {
    static isSupported(): boolean {
      return true;
    }

    readonly #text: { readonly title: string; readonly body: string };

    constructor(text: { readonly title: string; readonly body: string }) {
      this.#text = text;
    }

    show(): void {
      recorded.notifications.push(this.#text);
    }
  }

  return {
    recorded,
    Tray,
    Notification,
    Menu: {
      buildFromTemplate: (items: readonly MenuTemplateItem[]) => new StandInMenu(items),
      setApplicationMenu: (menu: StandInMenu | null) => {
        recorded.applicationMenu = menu;
      },
    },
    nativeImage: { createFromDataURL: (dataUrl: string) => new StandInImage(dataUrl) },
    nativeTheme: { shouldUseDarkColors: false },
    screen: { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1280, height: 800 } }] },
    shell: {
      openExternal: async (url: string) => {
        recorded.opened.push(url);
      },
    },
    dialog: {
      showSaveDialog: async (options: { readonly defaultPath: string }) => {
        recorded.saveDialogs.push(options);
        const answer = recorded.saveAnswers.shift();
        if (!answer) throw new Error('A save dialog nobody expected');
        return answer;
      },
      showErrorBox: (title: string, content: string) => {
        recorded.errors.push({ title, content });
      },
    },
  };
}
