/* The check of a drawn household: the list of one's own sample, and what its form hands on. What the record said when the
   sample was fetched goes along as the server has signed it (`token`): the comparison is with that. */
(function () {
  "use strict";
  const Phone = (self.Phone = self.Phone || {});
  const SHOWN = { open: "pending", done: "met" };

  const keyOf = () => (/^\/m\/checks\/([^/]+)\//.exec(location.pathname) || [])[1];
  const linesOf = (pack) => (pack && pack.parts && pack.parts.checks) || null;
  const lineOf = (pack, key) => (linesOf(pack) || []).find((each) => each.key === key);

  /* The rows of the list, those first that wait to be visited; what lies here unsent says so. */
  function list(pack, busy) {
    const lines = linesOf(pack);
    if (!lines) return null;
    const rows = lines.map((each) => ({ ...each, state: SHOWN[each.state], word: busy.has(each.key) ? Phone.words.state_waiting : each.word }));
    return { checks: rows, total: rows.length, left: rows.filter((each) => each.state === "pending" && !busy.has(each.key)).length,
      none: rows.length ? "" : "1", as_of: Phone.fill.moment(Date.parse(pack.as_of)) };
  }

  function one(pack) {
    const line = lineOf(pack, keyOf());
    return line && { ...line, as_of: Phone.fill.moment(Date.parse(pack.as_of)) };
  }

  function about(form, pack) {
    const number = keyOf();
    return { number, subject: lineOf(pack, number) || { key: number, name: form.dataset.name } };
  }

  /* Return what is posted: the answers that were asked, by the names of the form. */
  function bodyOf(form, line) {
    const body = { check: keyOf(), token: form.elements.token ? form.elements.token.value : line.token };
    for (const [name, text] of Phone.form.values(form)) {
      const input = form.elements[name] instanceof RadioNodeList ? form.elements[name][0] : form.elements[name];
      const box = input.closest(".q");
      if (!box || input.closest("[data-skip]")) continue;
      const value = text.normalize("NFKC").trim();
      if (box.hasAttribute("data-number") && !/^\d{1,4}(\.\d{1,2})?$/.test(value)) return { q: box, words: Phone.words.bad_number };
      if (input.type === "checkbox") (body[name] = body[name] || []).push(value);
      else body[name] = value;
    }
    const empty = Array.from(form.querySelectorAll(".q[data-fill]")).find((box) => !box.hidden && !box.querySelector("input, textarea").value.trim());
    return empty ? { q: empty, words: Phone.words.fill_in } : { body };
  }

  function finish(item) {
    item.door = "/api/v1/check-records/";
  }

  async function next(safe, box, pack, key) {
    const link = box.querySelector("[data-next-home]");
    const busy = (await Phone.work.items(safe)).map((item) => item.value.household_no);
    const following = (linesOf(pack) || []).find((each) => each.state === "open" && each.key !== key && !busy.includes(each.key));
    link.hidden = !following;
    if (following) Phone.fill.fill(link, following);
  }

  const receiptPage = (value) => value.answer.receipt && "/m/checks/" + value.household_no + "/done/";

  Phone.kinds.check = { page: "/m/checks/{no}/", about, bodyOf, finish, next, receiptPage };
  Object.assign(Phone.pages, { checks: list, check: one });
})();
