// A list in a folder: what the server does with the address of a list is done here, by the same rules
// (search.queries.listing). The page holds every card; cards that do not fit are taken out before it is shown.
(() => {
  "use strict";
  const { items, filters, mostUnknown, longestShown, words } = window.vetatwork.list;
  const choose = document.getElementById("choose");
  const heading = document.getElementById("found");
  if (!choose || !heading) return;
  const HERE = location.pathname.endsWith("/") ? "." : location.pathname.slice(location.pathname.lastIndexOf("/") + 1);

  const element = (tag, attributes, ...inside) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) if (value !== null) made.setAttribute(name, value);
    made.append(...inside);
    return made;
  };

  // --- What is chosen
  const given = new URLSearchParams(location.search);
  const chosen = new Map();
  const unknown = [];
  for (const { name, terms } of filters) {
    const known = new Set(terms.map(([key]) => key));
    for (const value of new Set(given.getAll(name))) {
      if (known.has(value)) chosen.set(name, [...(chosen.get(name) || []), value]);
      else if (value) unknown.push([...value].slice(0, longestShown).join(""));
    }
  }
  const address = (choice) => {
    const pairs = [];
    for (const name of [...choice.keys()].sort()) for (const value of [...choice.get(name)].sort()) pairs.push([name, value]);
    return pairs.length ? `?${new URLSearchParams(pairs)}#chosen` : HERE;
  };
  const with_ = (name, values) => { const other = new Map(chosen); if (values.length) other.set(name, values); else other.delete(name); return address(other); };
  const fits = (item, without) => [...chosen].every(([name, values]) => name === without || (item[name] || []).some((value) => values.includes(value)));

  // --- The cards
  const cards = [...document.querySelectorAll("#found ~ .cards > .card")];
  const fitting = items.map((item) => fits(item));
  cards.forEach((card, place) => { if (!fitting[place]) card.remove(); });
  const count = fitting.filter(Boolean).length;
  heading.textContent = words.count[count];
  if (!count) {
    document.querySelector("#found ~ .cards").remove();
    heading.after(element("p", {}, words.nothing + " ", element("a", { href: HERE }, words.everything), "."));
  }

  // --- The filters, with the counts that each value would leave
  const nav = choose.querySelector("nav");
  nav.replaceChildren();
  for (const { name, label, terms } of filters) {
    const now = chosen.get(name) || [];
    const counts = {};
    items.forEach((item) => { if (fits(item, name)) (item[name] || []).forEach((value) => { counts[value] = (counts[value] || 0) + 1; }); });
    const links = terms.filter(([key]) => counts[key] || now.includes(key));
    if (!links.length) continue;
    const current = links.filter(([key]) => now.includes(key));
    const summary = element("summary", {}, label);
    if (current.length) summary.append(": ", element("b", {}, current.map(([, shown]) => shown).join(", ")));
    nav.append(element("details", { name: "filter" }, summary, element("ul", {}, ...links.map(([key, shown]) => {
      const on = now.includes(key);
      const link = element("a", { href: with_(name, on ? [] : [key]), "aria-current": on ? "true" : null }, shown + " ", element("small", {}, String(counts[key] || 0)));
      return element("li", {}, link);
    }))));
  }

  // --- What was chosen, to take back
  const after = [];
  const told = [...unknown.slice(0, mostUnknown), ...(unknown.length > mostUnknown ? ["…"] : [])].join(", ");
  if (told) after.push(element("p", { class: "notice" }, words.unknown.replace("%(values)s", () => told)));
  const chips = [];
  for (const { name, terms } of filters) for (const value of chosen.get(name) || []) {
    const label = terms.find(([key]) => key === value)[2];
    const link = element("a", { href: with_(name, chosen.get(name).filter((other) => other !== value)) }, element("span", { class: "hidden" }, words.takeBack + " "), label + " ", element("span", { "aria-hidden": "true" }, "×"));
    chips.push(element("li", {}, link));
  }
  if (chips.length) after.push(element("ul", { class: "chosen" }, ...chips, element("li", {}, element("a", { class: "clear", href: HERE }, words.clear))));
  document.getElementById("chosen").append(...after);
  choose.hidden = false;
  document.getElementById("needs-script")?.remove();
})();
