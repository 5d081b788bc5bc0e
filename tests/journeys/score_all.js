// What the page makes of each vector, beside the vector's own expectation: read by test_offline_check.py.
([vectors, altered]) => {
  const { scorer, check, words } = window.vetatwork;
  const fields = (found) => ({
    scores: Object.fromEntries(
      found.scores.map((each) => [each.area, [each.score, each.answered, each.of, each.unknown]]),
    ),
    figures: found.scores.map(words.figureOf),
    place: found.place, weakest: found.weakest, openAreas: found.openAreas, findOutFirst: found.findOutFirst,
    closed: found.closed, readiness: found.readiness,
    steps: found.steps.map((step) => [step.item, step.after, step.priority]),
  });
  const all = (rules) => vectors.map(({ who, answers }) => fields(scorer.resultOf(rules, who, answers)));
  return [all(check.rules), all(altered)];
}
