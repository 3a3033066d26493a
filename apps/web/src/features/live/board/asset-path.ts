declare global {
  interface Window {
    EXCALIDRAW_ASSET_PATH?: string;
  }
}

/** Must run before the editor is loaded, hence a module of its own that is imported first: its fonts lie on this server. */
export const ASSET_PATH = '/assets/board/';
window.EXCALIDRAW_ASSET_PATH = ASSET_PATH;
