type Choice = 'theme' | 'language';

/** What the person chose on this device; null when he did not, or when the browser keeps nothing. */
export function recall(choice: Choice): string | null {
  try {
    return localStorage.getItem(keyOf(choice));
  } catch {
    return null;
  }
}

/** Keeps a choice. Where the browser blocks storage it lasts as long as the page. */
export function remember(choice: Choice, value: string): void {
  try {
    localStorage.setItem(keyOf(choice), value);
  } catch {
    return;
  }
}

const keyOf = (choice: Choice) => `countersign.${choice}`;
