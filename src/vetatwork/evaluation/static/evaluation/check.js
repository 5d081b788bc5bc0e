// The check works without this. With it, answers not sent yet survive a closed window on this device: until they are
// sent, thrown away, or a day has passed. Only this device knows them.
(() => {
  "use strict";
  const KEY = "vetatwork.check";
  const DAY = 24 * 60 * 60 * 1000;
  const RESULT = "vetatwork.result";

  const read = () => {
    try {
      const kept = JSON.parse(localStorage.getItem(KEY));
      if (kept && Date.now() - kept.begun < DAY) return kept;
      localStorage.removeItem(KEY);
    } catch { /* Storage is full, broken or forbidden: then nothing is kept. */ }
    return null;
  };
  const write = (kept) => { try { localStorage.setItem(KEY, JSON.stringify(kept)); } catch { /* likewise */ } };
  const wipe = () => { try { localStorage.removeItem(KEY); } catch { /* likewise */ } };
  const session = (act) => { try { return act(sessionStorage); } catch { return null; } };

  const page = document.querySelector("[data-draft]");
  const form = document.getElementById("questions");
  if (page && form) {
    const draft = page.dataset.draft;
    let kept = read();
    if (!kept || kept.draft !== draft) kept = { draft, begun: Date.now(), pages: {} };
    kept.url = location.pathname;
    for (const [name, value] of Object.entries(kept.pages[page.dataset.page] || {})) {
      const radios = [...form.querySelectorAll("input[type=radio]")].filter((radio) => radio.name === name);
      if (!radios.some((radio) => radio.checked)) radios.forEach((radio) => { radio.checked = radio.value === value; });
    }
    write(kept);
    form.addEventListener("change", () => {
      kept.pages[page.dataset.page] = Object.fromEntries(new FormData(form));
      write(kept);
    });
    form.addEventListener("submit", () => { delete kept.pages[page.dataset.page]; write(kept); });
  }

  document.querySelectorAll("form[data-wipe]").forEach((each) => each.addEventListener("submit", wipe));

  const resume = document.getElementById("resume");
  const kept = resume && read();
  if (kept && kept.url && kept.url.includes("/check/draft/")) {
    document.getElementById("resume-link").href = kept.url;
    document.getElementById("resume-wipe").addEventListener("click", () => { wipe(); resume.hidden = true; });
    resume.hidden = false;
  }

  // Kits that a result leads to show the way back to it, as long as this window is open.
  if (document.querySelector("[data-result]")) { wipe(); session((store) => store.setItem(RESULT, location.pathname)); }
  if (document.querySelector("[data-forget-result]")) session((store) => store.removeItem(RESULT));
})();
