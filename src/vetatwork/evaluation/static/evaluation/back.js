// A page that a result of the check leads to shows the way back to it, as long as this window is open.
(() => {
  "use strict";
  const link = document.getElementById("back-to-result");
  let path = null;
  try { path = sessionStorage.getItem("vetatwork.result"); } catch { /* Storage is forbidden: the browser's Back remains. */ }
  const onTheSite = /^\/[a-z-]+\/check\/result\/[\w-]+\/$/;
  const inAFolder = /^\/(?!\/)(.*\/)?[a-z-]+\/check\/(employer|provider)\/quick\/(index\.html)?#result$/;
  if (link && path && (onTheSite.test(path) || inAFolder.test(path))) { link.href = path; link.hidden = false; }
})();
