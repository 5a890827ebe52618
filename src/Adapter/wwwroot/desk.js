// Keys of a page: whatever is pressed outside a field goes to the page that listens.
const special = new Set(["Enter", "Escape", "?"]);
let listener = null;

// A page that reads itself again is no sign of anybody: what a hand does is, and is told now and then.
const betweenSigns = 20000;
let told = 0;

function active() {
  if (listener === null || Date.now() - told < betweenSigns) return;
  told = Date.now();
  listener.invokeMethodAsync("Active");
}

function heard(event) {
  if (listener === null || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const at = event.target;
  const writes = at instanceof HTMLElement && at.closest("input, textarea, select, [contenteditable]") !== null;
  if (writes && event.key !== "Escape") return;
  // A button or a link that has the focus takes Enter for itself.
  if (event.key === "Enter" && at instanceof HTMLElement && at.closest("button, a, summary") !== null) return;
  if (event.key.length === 1 || special.has(event.key)) listener.invokeMethodAsync("Pressed", event.key);
}

export function listen(window) {
  listener = window;
  document.documentElement.dataset.keys = "heard";
  document.addEventListener("keydown", heard);
  for (const sign of ["keydown", "pointerdown", "wheel"]) document.addEventListener(sign, active, { capture: true, passive: true });
}

// Whoever goes through the rows has left the link or the button that was pressed before: Enter is for the row.
export function show(id) {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  document.getElementById(id)?.scrollIntoView({ block: "nearest" });
}

export function print() {
  window.print();
}
