// The quick check on a page without a server. The page holds every word and drawing in templates, with links as the
// folder needs them; this script shows one view after the other and fills in what `scorer.js` finds. The answers stay
// in this window: in its session store, so that the way back from a kit leads to the same result.
(() => {
  "use strict";
  const root = document.querySelector("[data-check]");
  const { scorer, check } = window.vetatwork || {};
  if (!root || !scorer || !check) return;
  const { rules, sentences, statements, texts } = check;
  const side = root.dataset.check;
  const stage = root.querySelector("[data-stage]");
  const about = root.querySelector("[data-view=about]");
  const form = about.querySelector("form");
  const wrong = about.querySelector("[data-wrong]");

  // --- What was said so far --------------------------------------------------------------------------------------------
  const KEY = `vetatwork.check.${side}`;
  const RESULT = "vetatwork.result";
  const fresh = () => ({ version: rules.version, who: {}, answers: {} });
  const recall = () => {
    try {
      const kept = JSON.parse(sessionStorage.getItem(KEY));
      if (kept && kept.version === rules.version && kept.who && kept.answers) return kept;
    } catch { /* The store is forbidden or broken: then nothing outlives this page. */ }
    return fresh();
  };
  const keep = () => { try { sessionStorage.setItem(KEY, JSON.stringify(said)); } catch { /* likewise */ } };
  const forget = () => {
    try { [KEY, RESULT].forEach((key) => sessionStorage.removeItem(key)); } catch { /* likewise */ }
  };
  // Kits that a result leads to show the way back to it, as on the site.
  const markResult = () => {
    try { sessionStorage.setItem(RESULT, `${location.pathname}#result`); } catch { /* likewise */ }
  };
  let said = recall();

  const wording = () => (side === "employer" && said.who.size === check.micro ? check.micro : side);
  const worded = () => root.querySelector(`template[data-wording="${wording()}"]`).content;
  const template = (name, value) =>
    root.querySelector(value === undefined ? `template[${name}]` : `template[${name}="${value}"]`);
  const copy = (name, value) => template(name, value).content.cloneNode(true);
  const inWords = (item, answer) =>
    (typeof answer === "number" ? statements[wording()][item][answer - 1] : sentences.unscored[answer]);

  // --- A result in words -----------------------------------------------------------------------------------------------
  const headlineOf = (found) =>
    sentences.headlines[found.findOutFirst ? "unknown" : found.readiness || String(found.step ?? "none")];

  const explanationOf = (found, who) => {
    const all = [];
    const sum = (name) => found.scores.reduce((total, each) => total + each[name], 0);
    if (found.findOutFirst) all.push(sentences.unknown[`${sum("unknown")} ${sum("of")}`]);
    if (found.readiness) return all;
    all.push(found.step === null ? sentences.no_place : sentences.weakest[found.weakest.join(" ")]);
    if (found.provisional) all.push(sentences.provisional[found.openAreas[0]]);
    const small = who.size === check.micro && who.side === "employer";
    if (small && found.step !== null && found.step >= sentences.good_enough_from) all.push(sentences.good_enough);
    return all;
  };

  // Shown to people only: one decimal of the score and a whole percentage, halves to the even neighbour.
  const even = (value) => {
    const down = Math.floor(value);
    return value - down === 0.5 ? down + (down % 2) : Math.round(value);
  };
  const figureOf = (each) => {
    if (!each.score) return "–";
    const [over, under = 1] = each.score.split("/").map(Number);
    const value = over / under;
    return Number.isInteger(value * 4) ? (even(value * 10) / 10).toFixed(1) : value.toFixed(1);
  };
  const shareOf = (each) => (each.of ? even((100 * each.unknown) / each.of) : 0);

  const stepKey = (step, answers) => `${step.item} ${answers[step.item] ?? ""}`.trim();
  const who = () => ({ side, ...said.who });
  window.vetatwork.words = { headlineOf, explanationOf, figureOf, shareOf, stepKey };

  // --- Filling what the templates leave open ---------------------------------------------------------------------------
  const fill = (within, name, text) =>
    within.querySelectorAll(`[data-slot="${name}"]`).forEach((slot) => {
      if (slot.matches("span, i")) slot.replaceWith(String(text));
      else slot.textContent = text;
    });
  const drop = (within, what) => within.querySelectorAll(what).forEach((each) => each.remove());
  const day = () => {
    const language = document.documentElement.lang;
    return new Date().toLocaleDateString(language === "en" ? "en-GB" : language, { dateStyle: "long" });
  };

  const answersView = () => {
    const view = worded().querySelector("[data-view=answers]").cloneNode(true);
    view.querySelectorAll("[data-item]").forEach((row) => {
      const answer = said.answers[row.dataset.item];
      if (answer !== undefined) row.querySelector("[data-said]").textContent = inWords(row.dataset.item, answer);
    });
    const blank = rules.items.filter((item) => said.answers[item.id] === undefined).length;
    if (blank) fill(view, "blank", texts.blank[blank]);
    else drop(view, "[data-slot=blank]");
    return view;
  };

  const questionsView = (name) => {
    const view = worded().querySelector(`[data-view="${name}"]`).cloneNode(true);
    view.querySelectorAll("input").forEach((radio) => {
      radio.checked = radio.value === String(said.answers[radio.name] ?? "");
    });
    view.querySelectorAll("[data-if-answered]").forEach((each) => { each.hidden = !Object.keys(said.answers).length; });
    return view;
  };

  const stepElement = (step) => {
    const element = worded().querySelector(`template[data-step="${stepKey(step, said.answers)}"]`).content
      .querySelector("ol > li").cloneNode(true);
    const link = step.case && template("data-cases").content.querySelector(`[data-case="${step.case}"]`);
    if (link) element.querySelector(".step-pages").append(link.cloneNode(true));
    return element;
  };

  const showSteps = (view, found) => {
    const steps = found.steps.map(stepElement);
    drop(view, steps.length ? "[data-nothing-left]" : "[data-next]");
    if (!steps.length) return;
    const first = steps.slice(0, check.shown_first), more = steps.slice(check.shown_first);
    view.querySelector("[data-first-steps]").append(...first);
    view.querySelector("[data-more-steps]").append(...more);
    fill(view, "next", texts.next[first.length]);
    if (more.length) fill(view, "more", texts.more[more.length]);
    else drop(view, "[data-more]");
  };

  const showPlanks = (view, found) =>
    found.scores.forEach((each) => {
      const plank = view.querySelector(`[data-plank="${each.area}"]`);
      plank.append(copy("data-about-step", each.step ?? "none"));
      plank.classList.toggle("weakest", each.isWeakest);
      if (each.isWeakest) plank.querySelector("p").append(copy("data-weakest"));
      const row = view.querySelector(`[data-figures="${each.area}"]`);
      fill(row, "figure", figureOf(each));
      fill(row, "answered", each.answered);
      fill(row, "of", each.of);
      fill(row, "share", shareOf(each));
    });

  const showItems = (view) => {
    const items = worded().querySelector("[data-further]").cloneNode(true);
    items.querySelectorAll("[data-item]").forEach((row) => {
      const { item } = row.dataset, answer = said.answers[item];
      const canGo = typeof answer === "number" && answer < rules.limits.highest;
      if (answer !== undefined) row.querySelector("[data-said]").textContent = inWords(item, answer);
      if (canGo) fill(row, "further", inWords(item, answer + 1));
      else drop(row, "[data-one-further]");
    });
    view.querySelector("[data-further-here]").replaceWith(...items.childNodes);
  };

  const resultView = () => {
    const found = scorer.resultOf(rules, who(), said.answers);
    const view = copy("data-result").firstElementChild;
    const [headline, next] = headlineOf(found);
    view.dataset.title = `${headline} ${next}`;
    showPlanks(view, found);
    fill(view, "headline", headline);
    fill(view, "headline-next", next);
    fill(view, "answered", Object.keys(said.answers).length);
    fill(view, "count", rules.items.length);
    fill(view, "day", day());
    const size = said.who.size && form.elements.size.querySelector(`[value="${said.who.size}"]`);
    if (size) fill(view, "size", size.textContent);
    else drop(view, "[data-if-size]");
    view.querySelector("[data-bridge-here]").replaceWith(copy("data-bridge", found.step || 0));
    view.querySelector("[data-explanation]").replaceWith(...explanationOf(found, who()).map((text) => {
      const paragraph = document.createElement("p");
      paragraph.className = "text";
      paragraph.textContent = text;
      return paragraph;
    }));
    const untrue = (gate) => `[data-gate="${gate} ${found.closed.includes(gate) ? "open" : "closed"}"]`;
    if (found.readiness) rules.gates.forEach((gate) => drop(view, untrue(gate)));
    else drop(view, "[data-gates]");
    showSteps(view, found);
    showItems(view);
    markResult();
    return view;
  };

  // --- From view to view: the address says which, so that the browser's own way back works ------------------------------
  const pageOf = (item) => worded().getElementById(item)?.closest("[data-view]")?.dataset.view;
  const wanted = () => {
    const name = decodeURIComponent(location.hash.slice(1));
    const item = rules.items.some((each) => each.id === name) ? name : "";
    const known = !name || name === "about" || name === "answers" || name === "result" || item
      || worded().querySelector(`[data-view="${CSS.escape(name)}"]`);
    if (!known) return null;
    if (!said.who.experience || !name) return { view: "about" };
    return { view: item ? pageOf(item) : name, item };
  };

  let shown = null;
  const show = ({ view, item }, focus = true) => {
    shown = location.hash;
    root.querySelector("[data-view=no-script]").hidden = true;
    about.hidden = view !== "about";
    const made = { about: () => null, answers: answersView, result: resultView }[view] || (() => questionsView(view));
    const inStage = made();
    stage.replaceChildren(...(inStage ? [inStage] : []));
    const title = (inStage || about).dataset.title;
    document.title = `${title} · VET@work`;
    if (!focus) return;
    root.querySelector("[data-status]").textContent = view === "result" ? texts.result_shown : title;
    const question = item && stage.querySelector(`#${item}`);
    if (question) {
      question.scrollIntoView();
      (question.querySelector(":checked") || question.querySelector("input")).focus({ preventScroll: true });
    } else {
      window.scrollTo(0, 0);
      (inStage || about).querySelector("h1").focus({ preventScroll: true });
    }
  };

  const go = (name) => {
    location.hash = name;
    show(wanted());
  };

  const saySoIfWrong = () => {
    const missing = !form.elements.experience.value;
    const field = form.querySelector("[name=experience]").closest(".field");
    const fieldset = field.querySelector("fieldset") || field;
    wrong.hidden = !missing;
    field.classList.toggle("field-wrong", missing);
    drop(field, "#id_experience_error");
    fieldset.toggleAttribute("aria-describedby", false);
    if (missing) {
      fieldset.querySelector("legend").after(copy("data-wrong-text"));
      fieldset.setAttribute("aria-describedby", "id_experience_error");
      wrong.focus();
    }
    return missing;
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (saySoIfWrong()) return;
    said.who = Object.fromEntries(new FormData(form));
    keep();
    go("questions-1");
  });
  stage.addEventListener("change", (event) => {
    const { name, value } = event.target;
    said.answers[name] = /^[1-9]$/.test(value) ? Number(value) : value;
    keep();
    stage.querySelectorAll("[data-if-answered]").forEach((each) => { each.hidden = false; });
  });
  stage.addEventListener("submit", (event) => {
    event.preventDefault();
    const next = `questions-${Number(event.target.dataset.questions) + 1}`;
    go(worded().querySelector(`[data-view="${next}"]`) ? next : "answers");
  });
  root.addEventListener("click", (event) => {
    const pressed = event.target.closest("button");
    if (!pressed) return;
    if (pressed.dataset.go) go(pressed.dataset.go);
    if ("print" in pressed.dataset) window.print();
    if ("afresh" in pressed.dataset) {
      said = fresh();
      forget();
      form.reset();
      go("about");
    }
  });
  window.addEventListener("hashchange", () => {
    const next = location.hash !== shown && wanted();
    if (next) show(next);
  });

  Object.entries(said.who).forEach(([name, value]) => { if (form.elements[name]) form.elements[name].value = value; });
  show(wanted() || { view: "about" }, Boolean(location.hash));
})();
