// Search in a folder: the rules of docs/algorithms/search.md over an index that was made on the server. The stems of all
// words that occur are in the index, so that there is no second stemmer (docs/decisions/0015-offline-site.md).
(() => {
  "use strict";
  const index = window.vetatwork.search;
  const { codes, limits, say } = index;
  const place = document.getElementById("answer");
  const input = document.getElementById("question");
  if (!place || !input) return;

  // --- Words
  const wordsOf = (text) => (text.toLowerCase().replaceAll("ß", "ss").replaceAll("ς", "σ").match(/[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)*/gu) || []).map((word) => [...word].slice(0, limits.word).join(""));
  const folded = (word) => [...word].map((sign) => index.folds[sign] || sign).join("").toLowerCase().replace(/[^a-z0-9]/g, "");
  const known = {}, stems = {}, endings = {};
  for (const code of codes) {
    known[code] = index.words[code].split(" ");
    if (!(code in index.stems)) continue;
    stems[code] = new Map();
    endings[code] = new Set();
    for (const group of index.stems[code].split("|")) {
      const [stem, ...words] = group.split(" ");
      for (const word of words) {
        stems[code].set(word, stem);
        if (word.startsWith(stem)) endings[code].add(word.slice(stem.length));
      }
    }
  }
  const isKnown = (plain, code) => { const words = known[code]; const at = firstFrom(words, plain); return words[at] === plain; };
  const firstFrom = (words, start) => {
    let low = 0, high = words.length;
    while (low < high) { const middle = (low + high) >> 1; if (words[middle] < start) low = middle + 1; else high = middle; }
    return low;
  };
  // A word that no page has: the longest stem it begins with, if the rest is an ending that words of the language have.
  const guessed = (plain, code) => {
    for (let length = plain.length; length >= limits.start; length -= 1)
      if (`${code}:${plain.slice(0, length)}` in index.postings && (length === plain.length || endings[code].has(plain.slice(length)))) return plain.slice(0, length);
    return plain;
  };
  const stem = (word, code) => {
    const plain = folded(word);
    if (!stems[code]) return plain.slice(0, limits.cut);
    return stems[code].get(word.replaceAll("’", "'")) || (isKnown(plain, code) ? stems[code].get(plain) || plain : guessed(plain, code));
  };
  const termOf = (code, form) => `${code}:${form}`.slice(0, limits.term);
  const termsOf = (word) => codes.flatMap((code) => [folded(word), stem(word, code)].filter(Boolean).map((form) => termOf(code, form)));

  // --- The question
  const saidIn = (text) => wordsOf(text).slice(0, limits.said);
  const withoutFillers = (said) => {
    const telling = said.filter((word) => !index.fillers.includes(word));
    return telling.length ? telling : said;
  };
  const tellingOf = (said) => withoutFillers(said).slice(0, limits.words);
  const isLong = (text) => text.length > limits.question || wordsOf(text).length > limits.said || withoutFillers(wordsOf(text)).length > limits.words;
  const pairsOf = (words, code) => {
    const said = words.filter((word) => !index.fillers.includes(word) || index.denials.includes(word));
    return said.slice(1).map((word, before) => [said[before], word]).filter((pair) => !pair.every((word) => index.denials.includes(word)))
      .map((pair) => termOf(code, pair.map((word) => stem(word, code)).join(" ")));
  };
  // The words of the question with everything that stands for each, and its pairs, which no entry needs to have.
  const groupsOf = (text) => {
    const said = saidIn(text), words = tellingOf(said);
    const groups = words.map((word) => new Set(termsOf(word)));
    for (const code of codes) for (let from = 0; from < words.length; from += 1) for (let length = 1; length <= Math.min(limits.synonym, words.length - from); length += 1) {
      const phrase = words.slice(from, from + length).map((word) => stem(word, code)).join(" ");
      for (const [synonym, language, whole, part] of index.synonyms)
        if (language === code && synonym === phrase) for (let at = from; at < from + length; at += 1) (length === words.length ? whole : part).forEach((term) => groups[at].add(term));
    }
    if (groups.length && !/\s$/.test(text)) endingsOf(words.at(-1)).forEach((term) => groups.at(-1).add(term));
    return { groups, pairs: new Set(codes.flatMap((code) => pairsOf(said, code))) };
  };
  const endingsOf = (word) => {
    const start = folded(word);
    if (start.length < limits.start) return [];
    return codes.flatMap((code) => {
      const words = known[code], found = [];
      for (let at = firstFrom(words, start); at < words.length && words[at].startsWith(start) && found.length < limits.endings; at += 1) found.push(`${code}:${words[at]}`);
      return found;
    });
  };

  // --- The index
  const countOf = (term) => index.counts[term] ?? (index.postings[term] || []).length / 2;
  const commonest = (terms) => Math.max(0, ...[...terms].map(countOf));
  const answerTo = ({ groups, pairs }) => {
    const scores = new Map(), needed = groups.length;
    [...groups, ...(pairs.size ? [pairs] : [])].forEach((terms, number) => {
      const rarity = Math.round(1000 * Math.log(1 + index.total / (1 + commonest(terms))));
      const best = new Map();
      for (const term of terms) { const found = index.postings[term] || []; for (let at = 0; at < found.length; at += 2) best.set(found[at], Math.max(best.get(found[at]) || 0, found[at + 1])); }
      for (const [entry, weight] of best) { const now = scores.get(entry) || { score: 0, words: 0, there: 0 }; now.score += weight * rarity; if (number < needed) { now.words += 1; now.there += rarity; } scores.set(entry, now); }
    });
    const result = (each) => each.score * each.there;
    const ranked = [...scores].filter(([, each]) => each.words).sort(([one, a], [other, b]) => result(b) - result(a) || one - other);
    const enough = ranked.filter(([, each]) => each.words >= needed - limits.missing[needed]);
    return { entries: (enough.length ? enough : ranked).map(([entry]) => entry), enoughWords: enough.length > 0 || needed < 2 };
  };

  // --- Did you mean
  const distance = (one, other) => {
    const last = {}, size = one.length + other.length, table = Array.from({ length: one.length + 2 }, () => new Array(other.length + 2).fill(0));
    table[0][0] = size;
    for (let i = 0; i <= one.length; i += 1) { table[i + 1][0] = size; table[i + 1][1] = i; }
    for (let j = 0; j <= other.length; j += 1) { table[0][j + 1] = size; table[1][j + 1] = j; }
    for (let i = 1; i <= one.length; i += 1) {
      let match = 0;
      for (let j = 1; j <= other.length; j += 1) {
        const row = last[other[j - 1]] || 0, column = match, same = one[i - 1] === other[j - 1];
        if (same) match = j;
        table[i + 1][j + 1] = Math.min(table[i][j] + (same ? 0 : 1), table[i + 1][j] + 1, table[i][j + 1] + 1, table[row][column] + (i - row - 1) + 1 + (j - column - 1));
      }
      last[one[i - 1]] = i;
    }
    return table[one.length + 1][other.length + 1];
  };
  const nearest = (word) => {
    const plain = folded(word);
    if (plain.length < limits.start || termsOf(word).some((term) => countOf(term))) return word;
    const most = plain.length <= 5 ? 1 : 2;
    let best = word, nearestYet = most + 1;
    for (const code of codes) for (const other of known[code]) {
      if ((other[0] !== plain[0] && other[0] !== plain[1]) || Math.abs(other.length - plain.length) > most) continue;
      const far = distance(plain, other);
      if (far < nearestYet || (far === nearestYet && far <= most && other < best)) { best = other; nearestYet = far; }
    }
    return best;
  };
  const suggestionFor = (text) => {
    const said = saidIn(text), words = tellingOf(said), better = said.map((word) => (words.includes(word) ? nearest(word) : word));
    return better.join(" ") === said.join(" ") ? "" : better.join(" ");
  };

  // --- A piece of the text around the first hit (domain.excerpt)
  const WORD = /[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)*/gu;
  const wordStart = (text, at) => { if (at <= 0) return 0; const space = text.indexOf(" ", at - 1); return space < 0 ? text.length : space + 1; };
  const excerpt = (entry, terms) => {
    const text = index.texts[entry], code = index.languages[entry], line = document.createDocumentFragment();
    const isHit = (word) => { const small = wordsOf(word)[0] || ""; return terms.has(termOf(code, stem(small, code))) || terms.has(termOf(code, folded(small))); };
    let first = 0;
    for (const match of text.matchAll(WORD)) if (isHit(match[0])) { first = match.index; break; }
    const start = wordStart(text, Math.max(0, first - limits.before));
    const end = start + limits.excerpt < text.length ? wordStart(text, start + limits.excerpt) : text.length;
    let from = start;
    if (start) line.append("…");
    for (const match of text.slice(start, end).matchAll(WORD)) {
      if (!isHit(match[0])) continue;
      line.append(text.slice(from, start + match.index), element("mark", {}, match[0]));
      from = start + match.index + match[0].length;
    }
    line.append(text.slice(from, end).trimEnd());
    if (end < text.length) line.append("…");
    return line;
  };

  // --- The page
  const HERE = location.pathname.endsWith("/") ? "." : location.pathname.slice(location.pathname.lastIndexOf("/") + 1);
  const element = (tag, attributes, ...inside) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) if (value !== null) made.setAttribute(name, value);
    made.append(...inside);
    return made;
  };
  const address = (values) => `${HERE}?${new URLSearchParams(Object.entries(values).filter(([, value]) => value))}`;
  const kindLinks = (entries, kind, question) => {
    const counts = {};
    for (const entry of entries) counts[index.kinds[entry]] = (counts[index.kinds[entry]] || 0) + 1;
    const names = Object.keys(counts).filter((name) => say.labels[name]).sort((one, other) => counts[other] - counts[one] || (one < other ? -1 : 1));
    if (names.length < 2) return [];
    const item = (label, count, url, current) => element("li", {}, element("a", { href: url, "aria-current": current ? "true" : null }, `${label} `, element("small", {}, String(count))));
    return [element("nav", { class: "on-page", "aria-label": say.kinds }, element("ul", {}, item(say.everything, entries.length, address({ q: question }), !kind), ...names.map((name) => item(say.labels[name], counts[name], address({ q: question, kind: name }), name === kind))))];
  };
  const turning = (number, last, question, kind) => {
    if (last < 2) return [];
    const link = (page, way, name, label) => element("a", { class: way, rel: name, href: address({ q: question, kind, page: page > 1 ? String(page) : "" }) }, label);
    const nav = element("nav", { class: "turn", "aria-label": say.pages });
    if (number > 1) nav.append(link(number - 1, "back", "prev", say.previous));
    if (number < last) nav.append(link(number + 1, "on", "next", say.next));
    return [nav];
  };
  const show = () => {
    const given = new URLSearchParams(location.search);
    const asked = (given.get("q") || "").slice(0, limits.question);
    const question = asked.split(/\s+/).filter(Boolean).join(" ");
    if (!question) return;
    const kind = say.labels[given.get("kind")] ? given.get("kind") : "";
    const page = given.get("page") || "";
    input.value = question;
    document.title = `${question} · ${say.title}`;
    document.querySelector("h1").textContent = say.searched.replace("%(question)s", () => question);
    const find = (text) => {
      const wanted = groupsOf(text);
      return { ...(wanted.groups.length ? answerTo(wanted) : { entries: [], enoughWords: true }), groups: wanted.groups, text };
    };
    const asIs = find(question);
    const suggestion = asIs.groups.some((group) => !commonest(group)) ? suggestionFor(question) : "";
    const better = suggestion && !asIs.entries.length ? find(suggestion) : null;
    const isMended = Boolean(better && better.entries.length);
    const { entries, enoughWords, groups, text } = isMended ? better : asIs;
    const terms = new Set(groups.flatMap((group) => [...group]));
    const chosen = kind ? entries.filter((entry) => index.kinds[entry] === kind) : entries;
    const last = Math.max(1, Math.ceil(chosen.length / limits.perPage));
    const number = /^\d{1,6}$/.test(page) ? Math.min(last, Math.max(1, Number(page))) : 1;
    const parts = [], notice = (...words) => parts.push(element("p", { class: "notice" }, ...words));
    if (isLong(given.get("q"))) notice(say.long);
    const link = element("a", { href: address({ q: suggestion }) }, suggestion);
    if (isMended) notice(`${say.mended.replace("%(question)s", () => question)} `, link, ".");
    else if (suggestion) notice(`${say.meant} `, link, "?");
    if (chosen.length) {
      const list = element("ol", { class: "hits" });
      for (const entry of chosen.slice((number - 1) * limits.perPage, number * limits.perPage)) {
        list.insertAdjacentHTML("beforeend", index.hits[entry]);
        list.lastElementChild.querySelector(".excerpt").replaceChildren(excerpt(entry, terms));
      }
      parts.push(element("p", { role: "status" }, `${enoughWords ? "" : `${say.some} `}${say.found[chosen.length]}`), ...kindLinks(entries, kind, text), list, ...turning(number, last, question, kind));
    } else parts.push(element("p", { role: "status" }, say.nothing), element("p", { class: "text" }, say.other));
    place.replaceChildren(...parts);
  };
  show();
  document.getElementById("needs-script")?.remove();
})();
