// The rules of the readiness check, for a page that has no server: the same as vetatwork.domain.evaluation (scoring,
// readiness, recommendation), in the same order and with the same names. The words of the rules: docs/algorithms/.
// Everything that can differ between versions of the check (items, weights, limits, factors) comes in `check`, which is
// exported from those rules; tests/journeys/test_offline_check.py holds both against each other.
(() => {
  "use strict";

  // --- Exact fractions: [numerator, denominator], the latter above 0 ---------------------------------------------------
  const greatest = (a, b) => { while (b) [a, b] = [b, a % b]; return a < 0n ? -a : a; };
  const fraction = (over, under) => {
    const by = greatest(over, under) * (under < 0n ? -1n : 1n);
    return [over / by, under / by];
  };
  const read = (text) => {
    const [over, under] = String(text).split("/");
    return fraction(BigInt(over), BigInt(under ?? 1));
  };
  const add = (a, b) => fraction(a[0] * b[1] + b[0] * a[1], a[1] * b[1]);
  const times = (a, b) => fraction(a[0] * b[0], a[1] * b[1]);
  const divided = (a, b) => fraction(a[0] * b[1], a[1] * b[0]);
  const compare = (a, b) => { const left = a[0] * b[1], right = b[0] * a[1]; return left < right ? -1 : +(left > right); };
  const least = (all) => all.reduce((a, b) => (compare(b, a) < 0 ? b : a));
  const written = (a) => (a[1] === 1n ? `${a[0]}` : `${a[0]}/${a[1]}`);
  const ZERO = [0n, 1n], ONE = [1n, 1n];
  const whole = (number) => [BigInt(number), 1n];

  // The nearest whole number, halves down.
  const nearest = (a) => {
    const [over, under] = add(a, [-1n, 2n]);
    const down = over / under;
    return Number(over % under > 0n ? down + 1n : down);
  };

  const isStatement = (answer) => typeof answer === "number";

  // --- scoring.py ------------------------------------------------------------------------------------------------------
  const areaScore = (check, items, answers) => {
    const counting = items.filter((item) => answers[item.id] !== "na");
    const unknown = counting.filter((item) => answers[item.id] === "dk").length;
    const chosen = counting.filter((item) => isStatement(answers[item.id]));
    const enough = chosen.length >= check.limits.least_answered && 2 * chosen.length >= counting.length;
    const weights = chosen.map((item) => read(item.weight)).reduce(add, ZERO);
    const sum = chosen.map((item) => times(read(item.weight), whole(answers[item.id]))).reduce(add, ZERO);
    return { score: enough ? divided(sum, weights) : null, answered: chosen.length, of: counting.length, unknown };
  };

  const stepOf = (check, scores, areas) => {
    const missing = areas - scores.length;
    if (missing > 1 || !scores.length) return { step: null, provisional: false };
    const mean = divided(scores.reduce(add, ZERO), whole(scores.length));
    const step = nearest(least([mean, add(least(scores), ONE)]));
    return missing
      ? { step: Math.min(step, check.limits.provisional), provisional: true }
      : { step, provisional: false };
  };

  const mustFindOut = (check, scores) => {
    const counting = scores.reduce((sum, each) => sum + each.of, 0);
    const unknown = scores.reduce((sum, each) => sum + each.unknown, 0);
    return unknown > 0 && compare(whole(unknown), times(read(check.limits.find_out_share), whole(counting))) >= 0;
  };

  const placeOf = (check, answers) => {
    const scores = check.areas.map((area) => ({
      area, ...areaScore(check, check.items.filter((item) => item.area === area), answers),
    }));
    const known = scores.filter((each) => each.score);
    const lowest = known.length ? least(known.map((each) => each.score)) : null;
    return {
      scores,
      ...stepOf(check, known.map((each) => each.score), check.areas.length),
      weakest: known.filter((each) => compare(each.score, lowest) === 0).map((each) => each.area),
      openAreas: scores.filter((each) => !each.score).map((each) => each.area),
      findOutFirst: mustFindOut(check, scores),
    };
  };

  // --- readiness.py ----------------------------------------------------------------------------------------------------
  const isOpen = (check, gate, answers) => {
    if (answers[gate] === "na") return gate !== check.safeguards;
    return isStatement(answers[gate]) && answers[gate] >= check.limits.enough;
  };
  const closedGates = (check, answers) => check.gates.filter((gate) => !isOpen(check, gate, answers));
  const readinessOf = (check, answers) => {
    const closed = closedGates(check, answers);
    if (!closed.length) return "ready";
    return closed.length === 1 && !closed.includes(check.safeguards) ? "nearly" : "settle";
  };

  // --- recommendation.py -----------------------------------------------------------------------------------------------
  const room = (check, answer) => {
    if (isStatement(answer)) return check.limits.highest - answer;
    return answer === "dk" ? check.limits.room_of_unknown : 0;
  };

  const fit = (rule, who) => {
    const said = { side: who.side, size: who.size || "", sector: who.sector || "" };
    return Object.entries(rule.fits || {}).reduce(
      (product, [name, factors]) => {
        const value = said[name] ?? "";
        return Object.hasOwn(factors, value) ? times(product, read(factors[value])) : product;
      },
      ONE,
    );
  };

  const goodEnough = (check, after, who) => {
    const small = who.size === "micro" && who.side === "employer";
    return small && after !== null && after >= check.limits.good_enough ? read(check.limits.small_firm_fit) : ONE;
  };

  const firstOf = (check, answers, who) => {
    const first = isOpen(check, check.safeguards, answers) ? [] : [check.safeguards];
    if (who.experience === "never") first.push(...closedGates(check, answers).filter((gate) => !first.includes(gate)));
    return first;
  };

  const nextSteps = (check, answers, place, who) => {
    const first = firstOf(check, answers, who);
    const rank = (item) => (!first.includes(item) ? 2 : item === check.safeguards ? 0 : 1);
    const found = [];
    check.items.forEach((item, position) => {
      const answer = answers[item.id];
      let much = room(check, answer);
      if (item.id === check.safeguards && !isOpen(check, item.id, answers)) much = Math.max(much, 1);
      if (!much) return;
      const after = isStatement(answer) ? answer : null;
      const plank = place.weakest.includes(item.area) ? read(check.limits.weakest_fit) : ONE;
      const factors = [read(item.weight), fit(check.rules[item.id] || {}, who), plank, goodEnough(check, after, who)];
      found.push({ item: item.id, area: item.area, after, priority: factors.reduce(times, whole(much)), position });
    });
    return found.sort((a, b) => rank(a.item) - rank(b.item) || compare(b.priority, a.priority) || a.position - b.position);
  };

  // The case that is most like what is wanted: what it is about, then the step, then size, sector and country, then key.
  const about = (each, wanted) => {
    if (each.methods.some((method) => wanted.methods.includes(method))) return 0;
    if (wanted.obstacle && each.obstacles.includes(wanted.obstacle)) return 1;
    return each.areas.includes(wanted.area) ? 2 : 3;
  };
  const alike = (each, wanted) =>
    each.sizes.includes(wanted.size) + each.sectors.includes(wanted.sector) + each.countries.includes(wanted.country);
  const nearestCase = (cases, wanted) => {
    const order = (a, b) =>
      about(a, wanted) - about(b, wanted) || Math.abs(a.step - wanted.step) - Math.abs(b.step - wanted.step)
      || alike(b, wanted) - alike(a, wanted) || (a.key < b.key ? -1 : 1);
    return cases.filter((each) => about(each, wanted) < 3).sort(order)[0] || null;
  };

  // --- steps.py: no case is shown twice while there is another one that fits ---------------------------------------------
  const withCases = (check, steps, who) => {
    const shown = new Set();
    return steps.map((step) => {
      const rule = check.rules[step.item] || {};
      const wanted = {
        area: step.area,
        step: (step.after || 1) + 1,
        methods: rule.kits || [],
        obstacle: rule.obstacle || "",
        size: check.sizes[who.size] || "",
        sector: who.sector || "",
        country: who.country || "",
      };
      const fresh = check.cases.filter((each) => !shown.has(each.key));
      const found = nearestCase(fresh, wanted) || nearestCase(check.cases, wanted);
      if (found) shown.add(found.key);
      return { item: step.item, after: step.after, priority: written(step.priority), case: found && found.key };
    });
  };

  // --- results.py ------------------------------------------------------------------------------------------------------
  // What `answers` (item to 1…5, "na" or "dk"; blanks are absent) say about `who` (side, experience, size, sector, country).
  const resultOf = (check, who, answers) => {
    const place = placeOf(check, answers);
    const begins = who.experience === "never";
    return {
      scores: place.scores.map((each) => ({
        ...each,
        score: each.score && written(each.score),
        step: each.score && nearest(each.score),
        isWeakest: place.weakest.includes(each.area) && place.weakest.length < place.scores.length,
      })),
      place: place.step,
      step: begins ? null : place.step,
      provisional: place.provisional && !begins,
      weakest: place.weakest,
      openAreas: place.openAreas,
      findOutFirst: place.findOutFirst,
      readiness: begins ? readinessOf(check, answers) : null,
      closed: closedGates(check, answers),
      steps: withCases(check, nextSteps(check, answers, place, who), who),
    };
  };

  window.vetatwork = window.vetatwork || {};
  window.vetatwork.scorer = { resultOf };
})();
