/* The pages without anybody's data, filled from the store: `{name}` in texts and attributes, `data-each="rows"` for what
   comes several times (with `data-state` only for rows of that state), `data-if="name"` for what may be missing. */
(function () {
  "use strict";
  const Phone = (self.Phone = self.Phone || {});
  Phone.pages = {}; // more pages by name: a function of the pack and of what waits returns the facts, null for none
  const MARK = /\{(\w+)\}/g;
  const DAY = 86400000;

  function put(text, facts) {
    return text.replace(MARK, (whole, name) => (name in facts ? (facts[name] === null || facts[name] === undefined ? "" : String(facts[name])) : whole));
  }

  /* Fill one part of the page, itself included. */
  function fill(part, facts) {
    part.querySelectorAll("[data-each]").forEach((pattern) => {
      const rows = facts[pattern.dataset.each];
      if (!Array.isArray(rows)) return;
      rows.forEach((row, n) => {
        if (pattern.dataset.state && pattern.dataset.state !== row.state) return;
        const copy = pattern.cloneNode(true);
        copy.removeAttribute("data-each");
        copy.dataset.at = n;
        fill(copy, row);
        pattern.parentNode.insertBefore(copy, pattern);
      });
      pattern.remove();
    });
    order(part);
    part.querySelectorAll("[data-if]").forEach((each) => { if (each.dataset.if in facts && !facts[each.dataset.if]) each.remove(); });
    const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node = part; node; node = walker.nextNode()) {
      if (node.nodeType === Node.TEXT_NODE) {
        if (node.data.includes("{")) node.data = put(node.data, facts);
        continue;
      }
      Array.from(node.attributes || []).forEach((each) => { if (each.value.includes("{")) each.value = put(each.value, facts); });
    }
  }

  /* Copies of several patterns stand pattern by pattern: bring them into the order of the rows. */
  function order(part) {
    const lists = new Set(Array.from(part.querySelectorAll("[data-at]"), (each) => each.parentNode));
    lists.forEach((list) => {
      Array.from(list.children).filter((each) => each.dataset.at).sort((a, b) => a.dataset.at - b.dataset.at)
        .forEach((each) => { delete each.dataset.at; list.appendChild(each); });
    });
  }

  /* A moment in the county's time, by its parts. */
  function parts(at) {
    const found = {};
    const way = { timeZone: "Asia/Shanghai", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
    new Intl.DateTimeFormat("en-GB", way).formatToParts(at).forEach((part) => { found[part.type] = part.value; });
    return found;
  }

  /* The day by the server's clock. */
  function day(pack, days) {
    const now = parts(Date.now() + ((pack && pack.skew) || 0) + (days || 0) * DAY);
    return now.year + "-" + now.month + "-" + now.day;
  }

  /* A moment of the phone as it is written everywhere: `2017-06-10 08:41`, today's without the day. */
  function moment(at) {
    const then = parts(at);
    const date = then.year + "-" + then.month + "-" + then.day;
    return (date === day(null) ? "" : date + " ") + then.hour + ":" + then.minute;
  }

  function monthText(date) {
    const [year, month] = date.split("-");
    return put(Phone.words.month, { year, month: Number(month) });
  }

  const numberOf = () => (/^\/m\/h\/([^/]+)\//.exec(location.pathname) || [])[1];
  const homeOf = (pack, number) => pack && pack.households.find((each) => each.no === number);

  /* What a household's page and form say of it. */
  function facts(pack, household) {
    return { ...household, as_of: moment(Date.parse(pack.as_of)), this_month: monthText(day(pack)),
      today: day(pack), today_short: day(pack).slice(5), yesterday: day(pack, -1), yesterday_short: day(pack, -1).slice(5),
      asks_visitor: pack.asks_visitor && household.helper_code, members: household.members || [], states: [household] };
  }

  /* The rows of the list; those of which something lies here unsent say so. */
  function listFacts(pack, busy) {
    const rows = pack.households.map((each) => (busy.has(each.no) ? { ...each, note: Phone.words.state_waiting } : each));
    const owed = rows.filter((each) => each.state !== "none");
    const left = rows.filter((each) => each.state === "pending").length;
    return { households: rows, total: rows.length, due: owed.length, done: owed.length - left, left,
      as_of: moment(Date.parse(pack.as_of)), this_month: monthText(day(pack)) };
  }

  /* Fill the shell that is open; say so where this phone holds nothing for it. */
  async function page(safe) {
    const main = document.getElementById("main");
    const name = document.documentElement.dataset.shell;
    const pack = safe && (await safe.get("cache", "pack"));
    const me = safe && (await safe.get("cache", "me"));
    const known = pack && pack.value;
    const household = homeOf(known, numberOf());
    const waiting = safe ? (await Phone.work.items(safe)).filter((item) => item.state === "waiting") : [];
    const busy = new Set(waiting.map((item) => item.value.household_no));
    const more = Phone.pages[name] && known && Phone.pages[name](known, busy);
    const needs = { home: known, households: known, pick: known, household, visit: household };
    if (known) document.querySelectorAll(".tabbar").forEach((bar) => fill(bar, { visits: false, checks: false, ...(known.parts || { visits: true }) }));
    if ((name in needs && !needs[name]) || (name in Phone.pages && !more)) return nothing(main, safe);
    if (name === "household" || name === "visit") {
      document.querySelectorAll(".bar, #main").forEach((part) => fill(part, facts(known, household)));
      document.title = document.title.replace(/^([^-]*)/, "$1" + household.no + " "); // no name: the browser keeps titles
    } else if (more) {
      document.querySelectorAll(".bar, #main").forEach((part) => fill(part, more));
    } else if (name in needs) {
      fill(main, listFacts(known, busy));
    } else if (name === "me") {
      fill(main, (me && me.value) || { user: Phone.words.me, about: "" });
    }
    document.documentElement.removeAttribute("data-shell");
    document.documentElement.dataset.filled = name;
  }

  function nothing(main, safe) {
    main.querySelectorAll(":scope > *").forEach((each) => each.remove());
    document.querySelectorAll(".bar").forEach((bar) => fill(bar, { name: "", no: numberOf() || "" }));
    main.append(document.getElementById(safe ? "not-here" : "locked").content.cloneNode(true));
    document.documentElement.removeAttribute("data-shell");
  }

  Phone.fill = { fill, put, day, moment, page, numberOf, homeOf };
})();
