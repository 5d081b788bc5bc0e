// A page that a result of the check leads to shows the way back to it, as long as this window is open.
(() => {
  "use strict";
  const link = document.getElementById("back-to-result");
  let path = null;
  try { path = sessionStorage.getItem("vetatwork.result"); } catch { /* Storage is forbidden: the browser's Back remains. */ }
  if (link && path && /^\/[a-z-]+\/check\/result\/[\w-]+\/$/.test(path)) { link.href = path; link.hidden = false; }
})();
