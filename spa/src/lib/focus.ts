type TextBox = HTMLInputElement | HTMLTextAreaElement;

/** Refs for boxes that a click brings up: who clicked is about to type. */
export function focusAndSelect(box: TextBox | null) {
  box?.focus();
  box?.select();
}

export function focusAtEnd(box: TextBox | null) {
  box?.focus();
  box?.setSelectionRange(box.value.length, box.value.length);
}
