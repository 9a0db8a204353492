/** Of the question and of the answer. */
const EDITORS = ['.graphiql-query-editor .CodeMirror', '.result-window .CodeMirror'];
/** The page hears of an editor a moment after it stands there. */
const HEARD_MS = 100;

/** Whatever keeps them away, the page is not kept from whoever looks at it. */
const LONGEST_MS = 20_000;

/** Until both editors are there a press on GraphiQL's buttons does nothing, and says nothing of it: so nothing can be pressed. */
export function holdUntilReady(root: HTMLElement) {
  root.inert = true;
  const release = () => {
    seen.disconnect();
    root.inert = false;
  };
  const seen = new MutationObserver(() => {
    if (!EDITORS.every((editor) => root.querySelector(editor))) return;
    seen.disconnect();
    setTimeout(release, HEARD_MS);
  });
  seen.observe(root, { childList: true, subtree: true });
  setTimeout(release, LONGEST_MS);
}
