// The route finder in a folder. Where answers lead stands in a table that the server's rule (domain.finder) has filled for
// every combination; here answers are only read from the address, and the pieces of the page put together.
(() => {
  "use strict";
  const { questions, pieces, table, say } = window.vetatwork.finder;
  const ask = document.getElementById("ask");
  if (!ask) return;
  const MOST = 10, LONGEST = 40;
  const PIECES = 3;
  const HERE = location.pathname.endsWith("/") ? "." : location.pathname.slice(location.pathname.lastIndexOf("/") + 1);

  const element = (tag, attributes, ...inside) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) if (value !== null) made.setAttribute(name, value);
    made.append(...inside);
    return made;
  };

  // --- Answers in the address
  const concerns = (question, who) => !question.askedOf.length || who === undefined || question.askedOf.includes(who);
  const read = (given) => {
    const answers = {}, leftOut = [];
    const names = questions.map((question) => question.name);
    for (const question of questions) {
      if (!given.has(question.name)) continue;
      const values = given.getAll(question.name).slice(0, MOST);
      const possible = values.filter((value) => question.answers.some(([key]) => key === value));
      if (possible.length && concerns(question, answers.who)) answers[question.name] = possible[0];
      leftOut.push(...[...new Set(values)].filter((value) => value && value !== answers[question.name]));
    }
    const others = [...new Set(given.keys())].filter((name) => !names.includes(name)).slice(0, MOST).sort();
    return { answers, leftOut: [...leftOut, ...others] };
  };
  const address = (answers) => (Object.keys(answers).length ? `${HERE}?${new URLSearchParams(answers)}#ask` : HERE);
  const kept = (answers) => read(new URLSearchParams(answers)).answers;
  const asked = (answers) => questions.filter((question) => concerns(question, answers.who));

  // --- The table: combinations stand in the order in which the questions and their answers do
  const place = (answers) => {
    let before = 0;
    for (const [who] of questions.find(({ name }) => name === "who").answers) {
      const others = questions.filter((question) => question.name !== "who" && concerns(question, who));
      if (who === answers.who)
        return before + others.reduce((at, { name, answers: possible }) => at * possible.length + possible.findIndex(([key]) => key === answers[name]), 0);
      before += others.reduce((size, { answers: possible }) => size * possible.length, 1);
    }
    return -1;
  };
  const found = (answers) => { const at = PIECES * place(answers); return table.slice(at, at + PIECES).map((number) => pieces[number]).join("\n"); };

  // --- The page
  const chips = (answers) => {
    const names = Object.keys(answers);
    if (!names.length) return [];
    const list = element("ul", { class: "chosen" });
    for (const name of names) {
      const question = questions.find((each) => each.name === name);
      const label = question.answers.find(([key]) => key === answers[name])[1];
      const rest = Object.fromEntries(Object.entries(answers).filter(([other]) => other !== name));
      list.append(element("li", {}, element("a", { href: address(kept(rest)) }, element("span", { class: "hidden" }, `${say.takeBack} `), `${question.chip}: ${label} `, element("span", { "aria-hidden": "true" }, "×"))));
    }
    list.append(element("li", {}, element("a", { class: "clear", href: HERE }, say.again)));
    return [list];
  };
  const showQuestion = (question, answers) => {
    const list = element("ul", { class: question.answers.length > 6 ? "answers answers-many" : "answers" });
    for (const [key, label, text] of question.answers) {
      const link = element("a", { href: address(kept({ ...answers, [question.name]: key })) }, label);
      if (text) link.append(" ", element("small", {}, text));
      list.append(element("li", {}, link));
    }
    const number = say.of[asked(answers).length][Object.keys(answers).length];
    ask.replaceChildren(element("p", { class: "eyebrow" }, number), element("h2", { id: "ask-title" }, question.label), ...chips(answers), list);
    document.title = `${question.label} · ${say.title}`;
  };
  const showFound = (answers) => {
    ask.replaceChildren();
    ask.insertAdjacentHTML("beforeend", found(answers));
    ask.append(element("section", { class: "not-yet", "aria-labelledby": "your-answers" }, element("h2", { id: "your-answers" }, say.notYet), ...chips(answers), element("p", { class: "text" }, say.kept)));
    document.title = `${document.getElementById("ask-title").textContent} · ${say.title}`;
  };

  document.getElementById("needs-script")?.remove();
  const { answers, leftOut } = read(new URLSearchParams(location.search));
  if (leftOut.length) {
    const shown = [...new Set(leftOut.map((value) => [...value].slice(0, LONGEST).join("")))].slice(0, MOST);
    ask.before(element("p", { class: "notice" }, say.unknown.replace("%(values)s", () => shown.join(", "))));
  }
  if (Object.keys(answers).length) {
    document.querySelector(".finder .lead")?.remove();
    const next = asked(answers).find((question) => !(question.name in answers));
    if (next) showQuestion(next, answers); else showFound(answers);
    if (location.hash === "#ask") ask.scrollIntoView();
  }
})();
