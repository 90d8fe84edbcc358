/* A visit: what its form hands on, what of the household may be put right with it, how a received one is corrected. */
(function () {
  "use strict";
  const Phone = (self.Phone = self.Phone || {});

  function about(form, pack) {
    const number = Phone.fill.numberOf();
    return { number, subject: Phone.fill.homeOf(pack, number) || { no: number, name: form.dataset.name } };
  }

  /* Return what is posted, or the question that stands in the way with what is wrong. */
  function bodyOf(form, household, pack) {
    const today = Phone.fill.day(pack);
    const body = {};
    for (const [name, text] of Phone.form.values(form)) {
      const q = form.elements[name] instanceof RadioNodeList ? form.elements[name][0] : form.elements[name];
      const box = q.closest(".q");
      if (!box || q.closest("[data-skip]") || (box.dataset.as && text === "other")) continue;
      let value = text;
      if (box.dataset.as === "helper_code") value = text === "helper" ? household && household.helper_code : null;
      if (!value) continue;
      if (box.hasAttribute("data-day") || box.dataset.as === "happened_on") {
        value = Phone.form.readDay(text);
        if (!value) return { q: box, words: Phone.words.bad_day };
        if (box.dataset.as === "happened_on" && value > today) return { q: box, words: Phone.words.future };
      }
      const holder = q.closest("[data-part]") ? body[q.closest("[data-part]").dataset.part] || (body[q.closest("[data-part]").dataset.part] = {}) : body;
      const as = box.dataset.as || name;
      if (q.type === "checkbox") (holder[as] = holder[as] || []).push(value);
      else holder[as] = value;
    }
    (form.dataset.unasked || "").split(" ").map((each) => each.split("=")).forEach(([name, value]) => { if (name && !form.elements[name]) body[name] = value; });
    if (!body.happened_on) return { q: form.querySelector("[name=other_day]").closest(".q"), words: Phone.words.which_day };
    const why = form.querySelector("[data-correction]");
    if (!why.hidden && !why.querySelector("input").value.trim()) return { q: why, words: Phone.words.why };
    return { body };
  }

  async function correct(form, item, put) {
    await put(item.value);
    /* Only the answers are corrected; facts, photos and the place stay with the visit as it was. */
    form.querySelectorAll("[data-extra]").forEach((part) => { part.hidden = true; });
    const reason = form.querySelector("[data-correction]");
    reason.hidden = false;
    reason.querySelectorAll("input").forEach((input) => { input.disabled = false; });
  }

  /* What is sent beside the answers. A correction says of which visit, and why. */
  function finish(item, { form, number, subject, reopened, corrected }, now) {
    const { body } = item;
    const known = reopened && reopened.value;
    Object.assign(body, { household_no: number, ended_at: now });
    const facts = Phone.facts.changed(form, subject);
    if (facts.length) body.facts = facts;
    if (corrected) {
      item.corrects = corrected.value.answer.visit;
      body.reason = form.querySelector("[data-correction] input").value.trim();
    }
    if (known && known.corrects) item.corrects = known.corrects;
    /* A photo that is added later hangs on the record that was sent first. */
    item.record = corrected ? corrected.value.record || corrected.id : known && (known.record || reopened.id);
  }

  async function next(safe, box, pack, number) {
    const link = box.querySelector("[data-next-home]");
    const busy = (await Phone.work.items(safe)).map((item) => item.value.household_no);
    const next = pack && pack.households.find((each) => each.state === "pending" && each.no !== number && !busy.includes(each.no));
    link.hidden = !next;
    if (next) Phone.fill.fill(link, next);
  }

  const receiptPage = (value) => value.answer.visit && "/m/h/" + value.household_no + "/visit/" + value.answer.visit + "/";

  Phone.kinds.visit = { page: "/m/h/{no}/visit/", about, show: Phone.facts.show, bodyOf, correct, finish, next, receiptPage };
})();
