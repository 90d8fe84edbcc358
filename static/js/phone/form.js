/* A form of the phone: one step at a time, follow-up questions only when asked for, a draft on every change, and the way
   into the outbox. What is asked stands in the page alone; what is handed on is said by its kind (`Phone.kinds`: visit.js,
   check.js). */
(function () {
  "use strict";
  const Phone = (self.Phone = self.Phone || {});
  Phone.kinds = {};
  const QUICK = 4000;
  const TYPING = 400;
  const MOST_MINUTES_OFF = 10;
  const array = (list) => Array.prototype.slice.call(list);

  /* ---- steps ---- */
  function steps(form) {
    const all = array(form.querySelectorAll(".step"));
    let now = Math.max(0, all.findIndex((step) => step.querySelector(".err")));
    let pointed = false;
    function chosen(name, value) {
      return array(form.querySelectorAll("[name='" + name + "']:checked")).some((each) => each.value === value);
    }
    /* "a=x b=y": true when one of the answers was given. */
    const holds = (rule) => rule.split(" ").some((part) => chosen(...part.split("=")));
    const open = (list) => list.filter((step) => !step.dataset.onlyIf || holds(step.dataset.onlyIf));
    /* Show what follows from the answers; return what was not there before. */
    function follow() {
      const opened = [];
      form.querySelectorAll("[data-only-if]").forEach((part) => {
        const on = holds(part.dataset.onlyIf);
        if (on && part.hidden) opened.push(part);
        part.hidden = !on;
        part.querySelectorAll("input, textarea, select").forEach((input) => {
          input.disabled = !on || !!(input.closest(".q[data-only-if]") && !holds(input.closest(".q[data-only-if]").dataset.onlyIf));
        });
      });
      return opened;
    }
    /* Who tapped an answer writes at once in the one line that it asks for; who goes by keys stays where he is. */
    function write(opened) {
      const line = pointed && opened.length === 1 && opened[0].querySelector(".line");
      if (line) line.focus();
    }
    function show(step, focus) {
      all.forEach((each) => each.classList.toggle("now", each === step));
      now = all.indexOf(step);
      const before = open(all.slice(0, now)).length;
      form.querySelectorAll("[data-count]").forEach((text) => { text.textContent = before + 1 + "/" + open(all).length; });
      if (!focus) return;
      const head = step.querySelector("h2");
      scrollTo(0, 0);
      if (head) head.focus({ preventScroll: true });
    }
    /* The first question of a step that must be answered and is not. */
    const missing = (step) => array(step.querySelectorAll(".q[data-needed]")).find((q) => !q.hidden && !q.querySelector(":checked"));
    function need(q, words) {
      const text = q.querySelector(".err") || document.createElement("p");
      text.className = "err";
      text.textContent = words || form.dataset.needed;
      text.setAttribute("role", "alert");
      q.classList.add("q-bad");
      if (!text.isConnected) q.querySelector("legend, label").insertAdjacentElement("afterend", text);
      const step = q.closest(".step");
      if (!step.classList.contains("now")) show(step);
      q.querySelector("input, textarea").focus();
      q.scrollIntoView({ block: "center" });
    }
    form.addEventListener("change", (event) => {
      const at = form.querySelector("[name=device_at]");
      if (at && !at.value) at.value = new Date().toISOString();
      const q = event.target.closest(".q-bad");
      if (q) { q.classList.remove("q-bad"); const text = q.querySelector(".err"); if (text) text.remove(); }
      const opened = follow();
      show(all[now]);
      write(opened);
    });
    form.addEventListener("pointerdown", () => { pointed = true; });
    form.addEventListener("keydown", () => { pointed = false; });
    form.addEventListener("click", (event) => {
      if (event.target.closest("[data-next]")) {
        const gap = missing(all[now]);
        if (gap) return need(gap);
        show(open(all.slice(now + 1))[0], true);
      } else if (event.target.closest("[data-back]")) {
        show(open(all.slice(0, now)).pop(), true);
      }
    });
    follow();
    show(all[now]);
    return { need, show, refresh: () => { follow(); show(all[now]); },
      gap: () => open(all).map(missing).find(Boolean), now: () => now, go: (n) => show(open(all).includes(all[n]) ? all[n] : all[0]) };
  }

  /* ---- answers ---- */
  const kept = (input) => input && input.type !== "hidden" && input.type !== "file" && input.name;

  function values(form) {
    return array(form.elements).filter((input) => kept(input) && !input.disabled && (/radio|checkbox/.test(input.type) ? input.checked : input.value))
      .map((input) => [input.name, input.value]);
  }

  /* Put answers back. A day that is offered no longer goes to "another day". */
  function restore(form, list) {
    if (!list.length) return form.reset();
    array(form.elements).filter(kept).forEach((input) => {
      const mine = list.filter((each) => each[0] === input.name).map((each) => each[1]);
      if (/radio|checkbox/.test(input.type)) input.checked = mine.includes(input.value);
      else input.value = mine[0] || "";
    });
    const day = list.find((each) => each[0] === "day");
    if (day && !form.querySelector("[name=day]:checked")) {
      const other = form.querySelector("[name=day][value=other]");
      if (other) other.checked = true;
      if (form.elements.other_day) form.elements.other_day.value = day[1];
    }
  }

  /* A day in any of the usual ways as 2017-06-10; null where it is none. */
  function readDay(text) {
    const plain = text.normalize("NFKC").trim();
    const found = /^(\d{4})\D?(\d{2})\D?(\d{2})\D?$/.exec(plain) || /^(\d{4})\D+(\d{1,2})\D+(\d{1,2})\D?$/.exec(plain);
    if (!found) return null;
    const iso = found[1] + "-" + found[2].padStart(2, "0") + "-" + found[3].padStart(2, "0");
    const read = new Date(iso + "T00:00:00Z");
    return !isNaN(read) && read.toISOString().slice(0, 10) === iso ? iso : null;
  }

  /* ---- the form with its store ---- */
  async function attach(safe, form, stepper) {
    const kind = Phone.kinds[form.dataset.steps];
    const version = form.dataset.version;
    const pack = await safe.get("cache", "pack");
    const { number, subject } = kind.about(form, pack && pack.value);
    const query = new URLSearchParams(location.search);
    const reopened = query.get("item") && (await safe.get("outbox", query.get("item")));
    const corrected = query.get("correct") && (await safe.get("outbox", query.get("correct")));
    const mode = reopened ? "item=" + reopened.id : corrected ? "correct=" + corrected.id : "";
    const state = { began_at: null, place: null, photos: [] };
    const extras = { safe, form, state, save };
    let touched = false, timer = 0, saving = Promise.resolve();

    function save() {
      clearTimeout(timer);
      if (form.dataset.sent) return saving;
      const draft = { values: values(form), name: subject.name, page: kind.page, step: stepper.now(), ...state };
      saving = saving.then(() => Phone.work.keepDraft(safe, number, version, draft, mode)).then((at) => {
        const text = Phone.fill.put(Phone.words.draft_kept, { time: Phone.fill.moment(at) });
        form.querySelectorAll("[data-draft-said]").forEach((said) => { said.textContent = text; });
        Phone.tellWork();
      }).catch(Phone.fault);
      return saving;
    }
    async function put(value) {
      restore(form, value.values);
      Object.assign(state, { began_at: value.began_at || null, place: value.place || null, photos: value.photos || [] });
      await Phone.photos.show(extras);
      stepper.refresh();
    }

    form.addEventListener("input", () => { touched = true; clearTimeout(timer); timer = setTimeout(save, TYPING); });
    form.addEventListener("change", () => {
      touched = true;
      if (!state.began_at) state.began_at = new Date().toISOString();
      save();
    });
    document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden" && touched) save(); });
    form.addEventListener("click", (event) => { if (event.target.closest("[data-keep]")) save(); });

    Phone.photos.attach(extras);
    if (kind.show) kind.show(form, subject);
    const draft = await Phone.work.draftOf(safe, number, mode);
    if (corrected) await kind.correct(form, corrected, put);
    else if (reopened) await put(reopened.value);
    if (draft && !touched) await offer(draft);
    const waits = (await Phone.work.items(safe)).some((item) => item.value.household_no === number && !Phone.DONE.includes(item.state));
    if (waits && !mode) Phone.note(Phone.words.already_waits);
    const off = Math.round(Math.abs((pack && pack.value.skew) || 0) / 60000);
    if (off > MOST_MINUTES_OFF) Phone.note(Phone.fill.put(Phone.words.clock_off, { n: off }));
    document.documentElement.dataset.form = "ready";

    async function offer(found) {
      await put(found.value);
      stepper.go(found.value.step || 0);
      const bar = document.getElementById("draft-found").content.firstElementChild.cloneNode(true);
      Phone.fill.fill(bar, { name: subject.name, time: Phone.fill.moment(found.at) });
      form.insertAdjacentElement("beforebegin", bar);
      bar.addEventListener("click", async (event) => {
        if (event.target.closest("[data-drop]")) {
          await Phone.work.dropDrafts(safe, number, mode);
          await put((reopened || corrected || { value: { values: [] } }).value);
          stepper.go(0);
          bar.remove();
        } else if (event.target.closest("[data-go-on]")) {
          bar.remove();
        }
      });
    }

    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (form.dataset.sent) return;
      const gap = stepper.gap();
      if (gap) return stepper.need(gap);
      const found = kind.bodyOf(form, subject, pack && pack.value);
      if (found.q) return stepper.need(found.q, found.words);
      form.dataset.sent = "1";
      await saving;
      try {
        const item = itemOf(found.body, { form, number, subject, state, reopened, corrected, kind });
        await deliver(safe, { item, reopened, mode, kind }, pack && pack.value);
      } catch (error) {
        /* The phone cannot keep it: with a network it is posted as it stands, else the page must stay open. */
        if (navigator.onLine && !form.action.endsWith("#")) return form.submit();
        delete form.dataset.sent;
        Phone.fault(error);
      }
    });
  }

  /* The item of the outbox: what is posted, and what is needed to open it again. */
  function itemOf(body, about) {
    const { form, number, subject, state, reopened, corrected, kind } = about;
    const now = new Date().toISOString();
    const id = reopened && reopened.tried === 0 ? reopened.id : Phone.uuid();
    Object.assign(body, { submission_id: id, device_at: now });
    if (state.began_at) body.began_at = state.began_at;
    if (state.place) body.place = state.place;
    if (state.photos.length) body.photos = state.photos.map(({ photo_id, sha256, size, caption }) => ({ photo_id, sha256, size, caption: caption || "other" }));
    const item = { submission_id: id, household_no: number, name: subject.name, page: kind.page, body, values: values(form),
      photos: state.photos, place: state.place, began_at: state.began_at, made_at: now };
    kind.finish(item, about, now);
    return item;
  }

  /* An item that was perhaps received already is not changed under its number: the change follows it as a correction. */
  async function keepItem(safe, { item, reopened, mode }) {
    if (reopened && reopened.id !== item.submission_id && !reopened.value.corrects && reopened.state === "waiting") {
      item.body.reason = item.body.reason || Phone.words.changed_before_receipt;
      await Phone.work.follow(safe, reopened.id, item, mode);
      return reopened.id;
    }
    if (reopened && reopened.id !== item.submission_id) await safe.remove("outbox", reopened.id);
    await Phone.work.post(safe, item, mode);
    return item.submission_id;
  }

  async function deliver(safe, made, pack) {
    const id = await keepItem(safe, made);
    const began = Date.now();
    const panel = document.getElementById("kept").content.cloneNode(true);
    Phone.fill.fill(panel.querySelector("h1"), made.item);
    const box = document.getElementById("phone-form");
    box.textContent = "";
    box.append(panel);
    document.querySelectorAll("[data-draft-bar]").forEach((bar) => bar.remove());
    await made.kind.next(safe, box, pack, made.item.household_no);
    async function show() {
      const item = await safe.get("outbox", id);
      if (!item) return;
      Phone.queue.tell(box.querySelector("[data-state]"), item);
      const done = item.state === "received" && made.kind.receiptPage(item.value);
      if (done && Date.now() - began < QUICK && navigator.onLine && !item.value.then) {
        location.replace(done);
      }
    }
    Phone.onWork(() => show().catch(Phone.fault));
    await show();
    const head = box.querySelector("h1");
    head.focus();
    scrollTo(0, 0);
    await Phone.send.flush(safe);
    Phone.send.fetchPack(safe, true).catch(() => {});
  }

  Phone.form = { steps, attach, values, readDay };
})();
