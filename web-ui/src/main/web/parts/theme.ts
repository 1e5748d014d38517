/** The colours a person chose, or those of the system. */
export type Theme = "system" | "light" | "dark";

const key = "mitschnitt.theme";

export function rememberedTheme(): Theme {
  const value = localStorage.getItem(key);
  return value === "light" || value === "dark" ? value : "system";
}

/** Whether the page is dark now. */
export function isDark(theme: Theme): boolean {
  return theme === "dark" || (theme === "system" && matchMedia("(prefers-color-scheme: dark)").matches);
}

export function applyTheme(theme: Theme): void {
  if (theme === "system") {
    localStorage.removeItem(key);
    delete document.documentElement.dataset.theme;
  } else {
    localStorage.setItem(key, theme);
    document.documentElement.dataset.theme = theme;
  }
  window.dispatchEvent(new Event("mitschnitt:theme"));
}
