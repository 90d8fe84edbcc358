/* What is known of a household and may be put right on a visit: shown as it stands, sent only where it was changed, with
   the version that was read (`base`). The controls are the page's own; here they are repeated for each person. */
(function () {
  "use strict";
  const Phone = (self.Phone = self.Phone || {});
  const nameOf = (fact) => "fact|" + (fact.person_no || "") + "|" + fact.field;
  const codesOf = (fact) => (Array.isArray(fact.code) ? fact.code : [fact.code]).filter(Boolean);
  const pattern = (id) => document.getElementById(id).content.firstElementChild.cloneNode(true);

  /* Show the facts of the household, person by person, folded. */
  function show(form, household) {
    const list = form.querySelector("[data-fact-list]");
    const facts = household.facts || [];
    if (!list || !facts.length) return;
    form.querySelector("[data-facts-toggle]").hidden = false;
    const owners = Array.from(new Set(facts.map((fact) => fact.person_no)));
    owners.forEach((owner) => {
      const member = (household.members || []).find((each) => each.person_no === owner);
      const box = pattern("fact-person");
      const own = facts.filter((fact) => fact.person_no === owner);
      Phone.fill.fill(box, { name: member ? member.name : Phone.words.whole_household, value: own.map((fact) => fact.value).filter(Boolean).join(" · ") });
      own.forEach((fact) => box.append(question(fact)));
      list.append(box);
    });
  }

  function question(fact) {
    const box = pattern("fact-" + fact.field);
    const id = nameOf(fact).replace(/\W/g, "-");
    Phone.fill.fill(box, { value: fact.value || "—", id });
    box.querySelectorAll("input").forEach((input) => {
      input.name = nameOf(fact);
      if (input.type !== "text") input.defaultChecked = codesOf(fact).includes(input.value);
    });
    return box;
  }

  /* Return the facts that now stand otherwise than the household's. */
  function changed(form, household) {
    return (household.facts || []).map((fact) => {
      const inputs = Array.from(form.elements).filter((input) => input.name === nameOf(fact) && !input.disabled);
      if (!inputs.length) return null;
      let value, same;
      if (inputs[0].type === "text") {
        value = inputs[0].value.trim();
        same = !value;
      } else {
        const chosen = inputs.filter((input) => input.checked).map((input) => input.value);
        value = inputs[0].type === "radio" ? chosen[0] : chosen;
        same = !chosen.length || chosen.slice().sort().join() === codesOf(fact).slice().sort().join();
      }
      return same ? null : { person_no: fact.person_no, field: fact.field, value, base: fact.base };
    }).filter(Boolean);
  }

  Phone.facts = { show, changed };
})();
